package dev.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Reading.Absent;
import dev.rollcall.inventory.Reading.Failed;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Reading.Outcome;
import dev.rollcall.inventory.Subject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterpreterTest {
    private static final Subject SUBJECT = new Subject(new EntryKey("host", "shop"), "Shop", "Other");
    private static final Probe PROBE = probe(null);

    private final Interpreter interpreter = new Interpreter();

    @Test
    void findsAVersionInWhatWasPrinted() {
        assertThat(interpreter.outcome(PROBE, printed("shop 1.2.3 (built today)\n", "", 0)))
                .isEqualTo(new Found("1.2.3"));
    }

    @Test
    void findsAVersionThatIsPrintedToStandardErrorOrWithAnotherExitCode() {
        assertThat(interpreter.outcome(PROBE, printed("", "shop version 1.2.3\n", 1)))
                .isEqualTo(new Found("1.2.3"));
    }

    @Test
    void findsAVersionInTheBeginningOfAnOutputThatIsTooLong() {
        // given
        Captured beginning = new Captured("shop 1.2.3\nxxx", 100_000_000, false);

        // then
        assertThat(interpreter.outcome(PROBE, new Run.Finished(0, beginning, whole(""), 0, Duration.ZERO)))
                .isEqualTo(new Found("1.2.3"));
    }

    @Test
    void findsAVersionByThePatternOfTheProbeAlone() {
        // given
        Probe probe = probe(Pattern.compile("build (?<version>\\S+)"));

        // then
        assertThat(interpreter.outcome(probe, printed("shop 1.2.3 build 77", "", 0)))
                .isEqualTo(new Found("77"));
        assertThat(interpreter.outcome(probe, printed("shop 1.2.3", "", 0)))
                .isEqualTo(new Failed("the pattern matches nothing in the output", "\"shop 1.2.3\""));
    }

    @Test
    void saysThatACommandPrintedNothingAndHowItEnded() {
        assertThat(interpreter.outcome(PROBE, printed("", "", 0))).isEqualTo(new Failed("printed nothing", ""));
        assertThat(interpreter.outcome(PROBE, printed(" \n", "\n", 127)))
                .isEqualTo(new Failed("printed nothing (exit code 127)", ""));
    }

    @Test
    void saysThatThereIsNoVersionAndQuotesTheFirstLineThatSaysAnything() {
        assertThat(interpreter.outcome(PROBE, printed("usage: shop\n", "", 2)))
                .isEqualTo(new Failed("no version in the output (exit code 2)", "\"usage: shop\""));
        assertThat(interpreter.outcome(PROBE, printed("usage: shop\n", "\n----\n  shop: no licence\nmore\n", 2)))
                .isEqualTo(new Failed("no version in the output (exit code 2)", "\"shop: no licence\""));
    }

    @Test
    void saysThatTheOutputIsNoText() {
        // given
        String rubbish = "\0\1\2\3 1.2.3 \uFFFD\uFFFD";

        // then
        assertThat(interpreter.outcome(PROBE, printed(rubbish, "", 0))).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.cause()).isEqualTo("printed binary data, no text");
            assertThat(failed.detail()).isEqualTo("\"1.2.3\"");
        });
    }

    @Test
    void saysThatOnlyTheBeginningOfTheOutputWasLookedAt() {
        // given
        Captured beginning = new Captured("xxx", 100_000_000, false);
        String expected = "no version in the output, of which only the beginning is read (collect.output)";

        // then
        assertThat(interpreter.outcome(PROBE, new Run.Finished(0, beginning, whole(""), 0, Duration.ZERO)))
                .isEqualTo(new Failed(expected, "\"xxx\""));
        assertThat(interpreter.outcome(PROBE, new Run.Finished(0, whole(""), beginning, 0, Duration.ZERO)))
                .isEqualTo(new Failed(expected, "\"xxx\""));
    }

    @Test
    void saysAfterWhichTimeACommandWasStopped() {
        assertThat(interpreter.outcome(PROBE, new Run.TimedOut(Duration.ofSeconds(10), Duration.ofMillis(10_023))))
                .isEqualTo(new Failed("time-out: no end after 10 s, stopped", ""));
        assertThat(interpreter.outcome(PROBE, new Run.TimedOut(Duration.ofMillis(1500), Duration.ofMillis(1501))))
                .isEqualTo(new Failed("time-out: no end after 1500 ms, stopped", ""));
    }

    @Test
    void takesAProgramThatDoesNotExistForOneThatIsNotInstalled() {
        assertThat(interpreter.outcome(PROBE, new Run.NotFound("shop")))
                .isEqualTo(new Absent("shop is not on the path"));
        assertThat(interpreter.outcome(PROBE, new Run.NotFound("/opt/shop")))
                .isEqualTo(new Absent("/opt/shop does not exist"));
    }

    @Test
    void saysWhyAProgramCouldNotBeStarted() {
        assertThat(interpreter.outcome(PROBE, new Run.NotStarted(Path.of("/opt/shop"), "is not executable")))
                .isEqualTo(new Failed("/opt/shop is not executable", ""));
    }

    @Test
    void refusesToMakeAnythingOfACancelledRun() {
        Run cancelled = new Run.Cancelled(Duration.ofSeconds(1));

        assertThatThrownBy(() -> interpreter.outcome(PROBE, cancelled))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cancelled");
    }

    @Test
    void givesRunsThatFailAlikeTheSameCauseWhateverTheyPrintAndHowLongTheyTake() {
        // given
        List<Run> alike = List.of(
                new Run.TimedOut(Duration.ofSeconds(10), Duration.ofMillis(10_001)),
                new Run.TimedOut(Duration.ofSeconds(10), Duration.ofMillis(10_099)));
        List<Run> alikeToo = List.of(
                printed("", "12:00:01 pid 17: no licence\n", 1), printed("", "12:00:02 pid 99: no licence\n", 1));

        // then
        assertThat(alike.stream().map(this::cause).distinct()).hasSize(1);
        assertThat(alikeToo.stream().map(this::cause).distinct()).hasSize(1);
        assertThat(cause(printed("", "no licence", 1))).isNotEqualTo(cause(printed("", "no licence", 2)));
    }

    @Test
    void shortensAQuote() {
        assertThat(detail("x".repeat(120))).isEqualTo('"' + "x".repeat(120) + '"');
        assertThat(detail("x".repeat(121))).isEqualTo('"' + "x".repeat(120) + "…\"");
        assertThat(detail("x".repeat(1_000_000))).isEqualTo('"' + "x".repeat(120) + "…\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {117, 118, 119, 120, 476, 477, 478, 479, 480})
    void neverCutsACharacterInTwo(int before) {
        // when
        String detail = detail("x".repeat(before) + "\uD83D\uDE80".repeat(10));

        // then
        assertThat(detail.codePoints().filter(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[1;31mred alert\u001b[0m", // colours
                "\u001b[38:5:196mred alert\u001b[m", // colours with colons
                "\u001b]0;title\u0007red alert", // a window title
                "\u001b]8;;http://example.org\u001b\\red alert\u001b]8;;\u001b\\", // a link
                "\u0000red\u0007alert\u007f", // control characters
                "\u009b31mred alert\u009b0m", // colours, begun by one character
                "\u0084red alert\u0085", // control characters beyond ASCII
                "\u202ered alert\u202c", // right to left override
                "\u2066red alert\u2069", // bidi isolates
                "\u200bred alert\ufeff", // nothing to be seen
                "red\u2028\u2029alert", // line and paragraph separator
                "\ufffdred alert", // what was no UTF-8
                "\r\n\t red alert \t\r\n" // white space
            })
    void quotesNothingButWhatCanBeSeen(String printed) {
        // when
        String detail = detail(printed);

        // then
        assertThat(detail).isEqualTo("\"red alert\"");
    }

    @Test
    void quotesMarkupAsItIsBecauseThePageShowsItAsText() {
        assertThat(detail("<script>alert(1)</script>")).isEqualTo("\"<script>alert(1)</script>\"");
    }

    private String detail(String printed) {
        return ((Failed) interpreter.outcome(probe(Pattern.compile("no match (?<version>x)")), printed(printed, "", 0)))
                .detail();
    }

    private String cause(Run run) {
        Outcome outcome = interpreter.outcome(PROBE, run);
        return ((Failed) outcome).cause();
    }

    private static Run.Finished printed(String stdout, String stderr, int exit) {
        return new Run.Finished(exit, whole(stdout), whole(stderr), 0, Duration.ofMillis(5));
    }

    private static Captured whole(String text) {
        return new Captured(text, text.length(), true);
    }

    private static Probe probe(Pattern pattern) {
        Duration every = Duration.ofMinutes(1);
        return new Probe(SUBJECT, new Command(List.of("/opt/bin/shop", "-v")), pattern, every, Duration.ofSeconds(10));
    }
}
