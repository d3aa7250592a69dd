package dev.rollcall.extract;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a version by a pattern, or without one by weighing everything that may be one: the best candidate wins when enough
 * speaks for it. Never invents: where the output holds no version of the program that was asked, the answer is none.
 *
 * <p>Stateless; any thread. Patterns run in linear time and not for ever, and what is looked at is bounded, so no output makes it slow.
 */
public final class Extractor {
    /** Longer than every version seen, short enough for a page and a log line. */
    static final int VERSION_CHARS_MAX = 100;

    private static final String GROUP = "version";
    /** What one strong clue and a good place make together. */
    private static final int ENOUGH = 38;
    /** In error messages and help texts numbers stand everywhere. */
    private static final int ENOUGH_IN_TROUBLE = 44;

    /** POSIX, Shell Command Language 2.8.2: found but not runnable, not found. */
    private static final Set<Integer> NOT_RUN = Set.of(126, 127);

    private static final int TITLE_LINES_MAX = 2;

    /**
     * Reads the version of {@code program}.
     *
     * @param program the program that was asked, by the names under which it is likely to speak of itself
     * @param pattern where the version stands, with a group {@code version}; null to have candidates weighed
     */
    public Extraction extract(Program program, Output output, @Nullable Pattern pattern) {
        String stdout = PlainText.of(output.stdout());
        String stderr = PlainText.of(output.stderr());
        if (stdout.isBlank() && stderr.isBlank()) {
            return none("printed nothing", output, "there is nothing to read", List.of());
        }
        if (PlainText.isBinary(stdout) || PlainText.isBinary(stderr)) {
            return none("printed binary data, no text", output, "such bytes hold numbers by chance", List.of());
        }
        if (pattern == null && NOT_RUN.contains(output.exit())) {
            return none(
                    "no version in the output",
                    output,
                    "by this exit code a shell or env says that there is no such program",
                    List.of());
        }
        return pattern == null ? byWeight(program, output, stdout, stderr) : byPattern(pattern, output, stdout, stderr);
    }

    private static Extraction byWeight(Program program, Output output, String stdout, String stderr) {
        List<Candidate> candidates = Candidates.of(program, stdout, stderr, output.exit());
        if (candidates.isEmpty()) {
            return none("no version in the output", output, "nothing in it has the shape of a version", candidates);
        }
        Candidate best = candidates.get(0);
        boolean trouble = output.exit() != 0 || (best.line() > TITLE_LINES_MAX && isHelp(stdout, stderr));
        int enough = trouble ? ENOUGH_IN_TROUBLE : ENOUGH;
        if (best.score() >= enough) {
            return new Extraction.Version(bounded(best.version()), best.strength(), candidates);
        }
        String weakness = best.weakness().isEmpty() ? "" : ": " + best.weakness();
        String why = "the best candidate, " + best.version() + ", has " + best.score() + " points of the " + enough
                + " that are needed" + weakness;
        return none("no version in the output", output, why, candidates);
    }

    private static Extraction byPattern(Pattern pattern, Output output, String stdout, String stderr) {
        try {
            Optional<String> version = first(pattern, stdout);
            if (version.isEmpty()) {
                version = first(pattern, stderr);
            }
            return version.<Extraction>map(read -> new Extraction.Version(read, "the pattern says so", List.of()))
                    .orElseGet(() -> none(
                            "the pattern matches nothing in the output", output, "a pattern decides alone", List.of()));
        } catch (Search.GivenUpException e) {
            return none(Search.GIVEN_UP, output, "a pattern decides alone", List.of());
        }
    }

    private static Optional<String> first(Pattern pattern, String text) throws Search.GivenUpException {
        Search search = new Search(pattern, text);
        return search.find()
                ? Optional.ofNullable(search.group(GROUP))
                        .map(Extractor::bounded)
                        .filter(version -> !version.isEmpty())
                : Optional.empty();
    }

    private static String bounded(String version) {
        return PlainText.visible(version, VERSION_CHARS_MAX);
    }

    private static boolean isHelp(String stdout, String stderr) {
        return java.util.stream.Stream.concat(stdout.lines(), stderr.lines())
                .anyMatch(line -> line.stripLeading().toLowerCase(Locale.ROOT).startsWith("usage"));
    }

    private static Extraction none(String cause, Output output, String why, List<Candidate> candidates) {
        String exit = output.exit() == 0 ? "" : " (exit code " + output.exit() + ")";
        return new Extraction.None(cause + exit, why, candidates);
    }
}
