package dev.rollcall.cli;

import dev.rollcall.extract.Candidate;
import dev.rollcall.extract.Clue;
import dev.rollcall.extract.Extraction;
import dev.rollcall.extract.Listing;
import dev.rollcall.inventory.Reading.Absent;
import dev.rollcall.inventory.Reading.Outcome;
import dev.rollcall.probe.Captured;
import dev.rollcall.probe.Probe;
import dev.rollcall.probe.Run;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Tells a person what one run of a probe gave, and why. */
final class Explanation {
    private static final int LINES_MAX = 30;
    private static final int LINE_CHARS_MAX = 160;
    private static final int CANDIDATES_MAX = 6;
    private static final String BOLD = "\u001b[1m";
    private static final String FAINT = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintWriter out;
    private final boolean styled;

    /** @param styled whether {@code out} is a terminal that understands bold and faint */
    Explanation(PrintWriter out, boolean styled) {
        this.out = out;
        this.styled = styled;
    }

    /** What was asked, and where the program is. */
    void asked(Probe probe, String place) {
        out.println(style(BOLD, probe.subject().label()));
        out.println();
        field("asked", String.join(" ", probe.command().argv()));
        field("program", place);
        if (probe.pattern() != null) {
            field("pattern", probe.pattern().toString());
        }
    }

    /** That to ask has a side effect, which is known beforehand. */
    void warned(String sideEffect) {
        field("beware", "this command " + sideEffect + "; it is not asked unless it is named");
    }

    /** How the command ended, and what it printed. */
    void ended(Run run) {
        if (run instanceof Run.Finished finished) {
            field("ended", "exit code " + finished.exit() + ", after " + millis(finished.took()));
            stream("stdout", finished.stdout());
            stream("stderr", finished.stderr());
        } else {
            field(
                    "ended",
                    run instanceof Run.TimedOut timedOut ? "no, stopped after " + millis(timedOut.took()) : "not run");
        }
        out.println();
    }

    /** What may be the version, and what speaks for and against it. */
    void weighed(Extraction extraction) {
        candidates("What may be the version", extraction);
    }

    /** The same, where a pattern decides and this is only for comparison. */
    void weighedWithoutThePattern(Extraction extraction) {
        candidates("What would be weighed without the pattern", extraction);
    }

    /** The answer. */
    void answer(Extraction extraction) {
        if (extraction instanceof Extraction.Version version) {
            out.println("  " + style(BOLD, version.version()) + " is the version: " + version.why() + '.');
        } else {
            Extraction.None none = (Extraction.None) extraction;
            out.println("  " + style(BOLD, "No version") + ": " + none.cause() + "; " + none.why() + '.');
        }
    }

    /** The packages that a listing has; says whether it has any. */
    boolean listed(Listing listing) {
        if (!(listing instanceof Listing.Items listed)) {
            out.println("  " + style(BOLD, "No packages") + ": " + ((Listing.None) listing).cause() + '.');
            return false;
        }
        List<Listing.Item> items = listed.items();
        out.println("  " + style(BOLD, count(items.size(), "package")) + ':');
        items.stream()
                .limit(LINES_MAX)
                .map(item -> String.format(
                        Locale.ROOT,
                        "    %-40s %s",
                        Visible.line(item.name(), LINE_CHARS_MAX),
                        Visible.line(item.version(), LINE_CHARS_MAX)))
                .forEach(out::println);
        if (items.size() > LINES_MAX) {
            out.println("    … and " + (items.size() - LINES_MAX) + " more");
        }
        return true;
    }

    /** The answer where nothing was printed that could be read. */
    void answer(Outcome outcome) {
        String what = outcome instanceof Absent ? "Not installed" : "No version";
        out.println("  " + style(BOLD, what) + ": " + Visible.line(outcome.text(), LINE_CHARS_MAX) + '.');
    }

    private void candidates(String heading, Extraction extraction) {
        List<Candidate> candidates = extraction.candidates();
        if (candidates.isEmpty()) {
            return;
        }
        out.println("  " + heading + (candidates.size() > CANDIDATES_MAX ? ", the best of it:" : ":"));
        for (int i = 0; i < Math.min(CANDIDATES_MAX, candidates.size()); i++) {
            candidate(candidates.get(i), i == 0 && extraction instanceof Extraction.Version);
        }
        out.println();
    }

    private void candidate(Candidate candidate, boolean won) {
        String where = candidate.stream().name().toLowerCase(Locale.ROOT) + " line " + candidate.line() + ", column "
                + candidate.column();
        String head = String.format(
                Locale.ROOT,
                "  %s %-24s %4d  %s",
                won ? "▸" : " ",
                Visible.line(candidate.version(), 60),
                candidate.score(),
                where);
        out.println(won ? style(BOLD, head) : head);
        candidate.clues().stream()
                .sorted(Comparator.comparingInt(Clue::points).reversed())
                .map(clue ->
                        String.format(Locale.ROOT, "      %+5d  %s", clue.points(), Visible.line(clue.because(), 120)))
                .forEach(line -> out.println(style(FAINT, line)));
    }

    private void stream(String name, Captured captured) {
        List<String> lines = captured.text().lines().toList();
        field(
                name,
                lines.isEmpty() ? "nothing" : count(lines.size(), "line") + (captured.complete() ? "" : ", cut off"));
        for (int i = 0; i < Math.min(LINES_MAX, lines.size()); i++) {
            out.println(style(FAINT, String.format(Locale.ROOT, "  %8d │ ", i + 1))
                    + Visible.line(lines.get(i), LINE_CHARS_MAX));
        }
        if (lines.size() > LINES_MAX) {
            out.println(style(FAINT, "           │ … " + count(lines.size() - LINES_MAX, "more line")));
        }
    }

    private void field(String name, String value) {
        out.println(style(FAINT, String.format(Locale.ROOT, "  %-8s ", name)) + Visible.line(value, LINE_CHARS_MAX));
    }

    private String style(String how, String text) {
        return styled ? how + text + PLAIN : text;
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String millis(Duration took) {
        return took.toMillis() + " ms";
    }
}
