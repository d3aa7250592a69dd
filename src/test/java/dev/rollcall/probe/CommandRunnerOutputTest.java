package dev.rollcall.probe;

import static dev.rollcall.probe.Scripts.command;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Output is read to its end and kept up to a limit, whatever it is. */
@Timeout(60)
class CommandRunnerOutputTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(50);
    private static final int KEPT_BYTES_MAX = 4096;
    private static final String HUNDRED_MILLION_X = "head -c 100000000 /dev/zero | tr '\\0' x";

    @TempDir
    Path folder;

    private Scripts scripts;
    private CommandRunner runner;

    @BeforeEach
    void makeRunner() {
        scripts = new Scripts(folder);
        runner = new CommandRunner(SearchPath.of(System.getenv()), System.getenv(), KEPT_BYTES_MAX);
    }

    @Test
    void readsAHundredMegabytesOfStandardOutputToTheEndAndKeepsTheBeginning() {
        // given
        Path script = scripts.sh("much", "echo 1.2.3", HUNDRED_MILLION_X, "echo done >&2", "exit 4");

        // when
        Run.Finished run = finished(command(script));

        // then
        assertThat(run.stdout().bytesTotal()).isEqualTo(100_000_006);
        assertThat(run.stdout().complete()).isFalse();
        assertThat(run.stdout().text()).hasSize(KEPT_BYTES_MAX).startsWith("1.2.3\nxxx");
        assertThat(run.stderr()).isEqualTo(new Captured("done\n", 5, true));
        assertThat(run.exit()).isEqualTo(4);
    }

    @Test
    void readsAHundredMegabytesOfStandardErrorToTheEndAndKeepsTheBeginning() {
        // given
        Path script = scripts.sh("much", "{ " + HUNDRED_MILLION_X + "; } >&2", "echo done");

        // when
        Run.Finished run = finished(command(script));

        // then
        assertThat(run.stderr().bytesTotal()).isEqualTo(100_000_000);
        assertThat(run.stderr().complete()).isFalse();
        assertThat(run.stderr().text()).isEqualTo("x".repeat(KEPT_BYTES_MAX));
        assertThat(run.stdout()).isEqualTo(new Captured("done\n", 5, true));
    }

    @Test
    void readsBothStreamsAtTheSameTimeSoThatNeitherBlocksTheOther() {
        // given
        Path script = scripts.sh(
                "both", "head -c 5000000 /dev/zero &", "head -c 5000000 /dev/zero >&2", "wait", "echo end", "exit 0");

        // when
        Run.Finished run = finished(command(script));

        // then
        assertThat(run.stdout().bytesTotal()).isEqualTo(5_000_004);
        assertThat(run.stderr().bytesTotal()).isEqualTo(5_000_000);
    }

    @Test
    void keepsOutputOfExactlyTheLimitWhole() {
        // given
        Path script = scripts.sh("limit", "head -c $1 /dev/zero | tr '\\0' x");

        // when
        Captured atLimit = finished(command(script, "4096")).stdout();
        Captured overLimit = finished(command(script, "4097")).stdout();

        // then
        assertThat(atLimit).isEqualTo(new Captured("x".repeat(KEPT_BYTES_MAX), 4096, true));
        assertThat(overLimit).isEqualTo(new Captured("x".repeat(KEPT_BYTES_MAX), 4097, false));
    }

    @Test
    void keepsTheLastWordsOfACommandThatEndsAtOnce() {
        // given
        Path script = scripts.sh("words", "head -c 4000 /dev/zero | tr '\\0' x", "printf end", "printf err >&2");

        for (int i = 0; i < 50; i++) {
            // when
            Run.Finished run = finished(command(script));

            // then
            assertThat(run.stdout().text()).hasSize(4003).endsWith("xend");
            assertThat(run.stderr().text()).isEqualTo("err");
        }
    }

    @Test
    void endsEndlessOutputAtTheTimeOut() {
        // given
        Duration timeout = Duration.ofSeconds(1);

        // then
        assertThat(runner.run(command("yes"), timeout)).isInstanceOfSatisfying(Run.TimedOut.class, run -> {
            assertThat(run.limit()).isEqualTo(timeout);
            assertThat(run.took()).isBetween(timeout, TIMEOUT);
        });
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void takesBinaryRubbishWithoutHarm() {
        // given
        Path script = scripts.sh("rubbish", "head -c 3000 /dev/urandom", "head -c 500000 /dev/urandom >&2");

        // when
        Run.Finished run = finished(command(script));

        // then
        assertThat(run.stdout().bytesTotal()).isEqualTo(3000);
        assertThat(run.stdout().complete()).isTrue();
        assertThat(run.stdout().text()).contains("\uFFFD");
        assertThat(run.stderr().bytesTotal()).isEqualTo(500_000);
        assertThat(run.stderr().complete()).isFalse();
    }

    @Test
    void waitsForACommandThatHasClosedItsOutput() {
        // given
        Path script = scripts.sh("quiet", "echo 1.2.3", "exec >&- 2>&-", "sleep 0.2", "exit 5");

        // when
        Run.Finished run = finished(command(script));

        // then
        assertThat(run.stdout().text()).isEqualTo("1.2.3\n");
        assertThat(run.exit()).isEqualTo(5);
    }

    @Test
    void readsUtf8WhateverTheLocaleOfRollcallIs() {
        // given
        CommandRunner inC = new CommandRunner(SearchPath.of(System.getenv()), Map.of("LANG", "C"), KEPT_BYTES_MAX);

        // when
        Run run = inC.run(command("printf", "\\303\\274 \\342\\202\\254 \\377"), TIMEOUT);

        // then
        assertThat(run)
                .isInstanceOfSatisfying(
                        Run.Finished.class,
                        finished -> assertThat(finished.stdout().text()).isEqualTo("ü € \uFFFD"));
    }

    private Run.Finished finished(Command command) {
        Run run = runner.run(command, TIMEOUT);
        assertThat(run).isInstanceOf(Run.Finished.class);
        return (Run.Finished) run;
    }
}
