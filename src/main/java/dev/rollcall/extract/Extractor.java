package dev.rollcall.extract;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a version by a pattern, or without one by where versions usually stand: behind the program's name, behind the
 * word "version", or, when the command succeeded, wherever the first dotted number is.
 *
 * <p>Stateless; any thread. All matching runs in linear time.
 */
public final class Extractor {
    /** Longer than every version seen, short enough for a page and a log line. */
    private static final int VERSION_CHARS_MAX = 100;

    private static final String GROUP = "version";
    private static final String SUFFIX =
            "(?:[a-z]\\d*|[-~+_.]?(?:rc|alpha|beta|pre|preview|dev|snapshot|ga|m)[.-]?\\d*|[-+_]\\d{1,4})";
    private static final String DOTTED = "(?P<version>\\d+(?:\\.\\d+)+(?:" + SUFFIX + ")*)";
    private static final String EDGE = "(?:[^0-9A-Za-z.:-]|[.:](?:\\D|$)|-|$)";

    private static final Pattern BEHIND_THE_WORD_VERSION =
            Pattern.compile("(?i)\\b(?:version|ver|release)\\b[^0-9\\n]{0,20}?\\bv?" + DOTTED + EDGE);
    private static final Pattern ANYWHERE = Pattern.compile("(?i)(?:^|[^0-9A-Za-z.:-])v?" + DOTTED + EDGE);

    /**
     * Reads the version of {@code program}.
     *
     * @param program the program's name, as it is likely to call itself
     * @param pattern where the version stands, with a group {@code version}; null for the usual places
     */
    public Extraction extract(String program, Output output, @Nullable Pattern pattern) {
        List<String> texts = Stream.of(output.stdout(), output.stderr())
                .map(PlainText::of)
                .filter(text -> !text.isBlank())
                .toList();
        if (texts.isEmpty()) {
            return new Extraction.None("printed nothing" + exit(output));
        }
        if (texts.stream().anyMatch(PlainText::isBinary)) {
            return new Extraction.None("printed binary data, no text" + exit(output));
        }
        List<Pattern> places = pattern == null ? usualPlaces(program, output.exit()) : List.of(pattern);
        return places.stream()
                .flatMap(place -> texts.stream().map(text -> first(place, text)))
                .flatMap(Optional::stream)
                .findFirst()
                .<Extraction>map(Extraction.Version::new)
                .orElseGet(() -> new Extraction.None(
                        (pattern == null ? "no version in the output" : "the pattern matches nothing in the output")
                                + exit(output)));
    }

    private static List<Pattern> usualPlaces(String program, int exit) {
        String name = Pattern.quote(program);
        Pattern behindName = Pattern.compile("(?im)^\\W{0,3}" + name + "\\b(?:[ /,:(\"]|version|v)+" + DOTTED + EDGE);
        Pattern onePartBehindName =
                Pattern.compile("(?im)^" + name + "[ /](?:version )?v?(?P<version>\\d+)(?:[^0-9A-Za-z.:/-]|$)");
        // A number somewhere in an error message is no version.
        return exit == 0
                ? List.of(behindName, BEHIND_THE_WORD_VERSION, onePartBehindName, ANYWHERE)
                : List.of(behindName, BEHIND_THE_WORD_VERSION);
    }

    private static Optional<String> first(Pattern place, String text) {
        Matcher matcher = place.matcher(text);
        if (!matcher.find() || matcher.group(GROUP) == null) {
            return Optional.empty();
        }
        String version = matcher.group(GROUP)
                .codePoints()
                .filter(PlainText::isVisible)
                .limit(VERSION_CHARS_MAX)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return Optional.of(version).filter(v -> !v.isBlank());
    }

    private static String exit(Output output) {
        return output.exit() == 0 ? "" : " (exit code " + output.exit() + ")";
    }
}
