package dev.rollcall.probe;

import dev.rollcall.extract.Extraction;
import dev.rollcall.extract.Extractor;
import dev.rollcall.extract.Listing;
import dev.rollcall.extract.Output;
import dev.rollcall.extract.PlainText;
import dev.rollcall.inventory.Reading.Absent;
import dev.rollcall.inventory.Reading.Failed;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Reading.Outcome;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** What a run means for one probe: a version, or a reason that a person understands. Pure; any thread. */
public final class Interpreter {
    private static final int QUOTE_CHARS_MAX = 120;

    private final Extractor extractor = new Extractor();

    /**
     * What {@code run} tells of what {@code probe} asks about.
     *
     * @throws IllegalArgumentException for a cancelled run, which means nothing
     */
    public Outcome outcome(Probe probe, Run run) {
        if (run instanceof Run.Finished finished) {
            return outcome(probe, finished);
        }
        if (run instanceof Run.TimedOut timedOut) {
            return new Failed("time-out: no end after " + seconds(timedOut.limit()) + ", stopped", "");
        }
        if (run instanceof Run.NotFound notFound) {
            boolean byPath = notFound.program().indexOf('/') >= 0;
            return new Absent(notFound.program() + (byPath ? " does not exist" : " is not on the path"));
        }
        if (run instanceof Run.NotStarted notStarted) {
            return new Failed(notStarted.path() + " " + notStarted.cause(), "");
        }
        throw new IllegalArgumentException("a cancelled run means nothing: " + run);
    }

    /** What is read in the output of {@code run}, with the evidence: what {@link #outcome} is made of. */
    public Extraction extraction(Probe probe, Run.Finished run) {
        Output output = new Output(run.stdout().text(), run.stderr().text(), run.exit());
        return extractor.extract(probe.program(), output, probe.pattern());
    }

    /** What a listing reads in the output of {@code run}. */
    public Listing listing(Probe probe, Run.Finished run) {
        Output output = new Output(run.stdout().text(), run.stderr().text(), run.exit());
        return Listing.of(output, Objects.requireNonNull(probe.pattern()));
    }

    private Outcome outcome(Probe probe, Run.Finished run) {
        Extraction extraction = extraction(probe, run);
        if (extraction instanceof Extraction.Version version) {
            return new Found(version.version());
        }
        return failed(((Extraction.None) extraction).cause(), run);
    }

    /** What is told of a command that ended and gave nothing to read. */
    static Failed failed(String cause, Run.Finished run) {
        boolean complete = run.stdout().complete() && run.stderr().complete();
        String bounded = complete ? "" : ", of which only the beginning is read (collect.output)";
        return new Failed(
                cause + bounded, quote(run.stdout().text(), run.stderr().text()));
    }

    /** The first printed line that says anything, fit for a page: error messages tell more than an exit code. */
    private static String quote(String stdout, String stderr) {
        Optional<String> line = PlainText.of(stderr + '\n' + stdout)
                .lines()
                .limit(50)
                .map(Interpreter::printable)
                .filter(text -> text.codePoints().anyMatch(Character::isLetterOrDigit))
                .findFirst();
        return line.map(text -> '"' + shortened(text) + '"').orElse("");
    }

    private static String printable(String line) {
        int end = Math.min(line.length(), 4 * QUOTE_CHARS_MAX);
        // Controls beyond ASCII too, formats such as bidi overrides, halves of characters, line separators.
        return line.substring(0, end)
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\uFFFD]+", " ")
                .strip();
    }

    private static String shortened(String text) {
        if (text.length() <= QUOTE_CHARS_MAX) {
            return text;
        }
        boolean inTwo = Character.isHighSurrogate(text.charAt(QUOTE_CHARS_MAX - 1));
        return text.substring(0, inTwo ? QUOTE_CHARS_MAX - 1 : QUOTE_CHARS_MAX) + "…";
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
