package dev.rollcall.probe;

import static dev.rollcall.probe.Scripts.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No child process is left behind, however a command ends and whatever it has started. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class CommandRunnerEndingTest {
    /** Long enough for a script to start three processes on a busy machine. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static final Duration LONG = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    private Path pids;
    private Scripts scripts;
    private CommandRunner runner;

    @BeforeEach
    void makeRunner() {
        scripts = new Scripts(folder);
        pids = folder.resolve("pids");
        runner = new CommandRunner(SearchPath.of(System.getenv()), System.getenv(), 4096);
    }

    @Test
    void endsACommandThatHangsAtItsTimeOut() throws Exception {
        // given
        Path script = scripts.sh("hang", "echo $$ > " + pids, "echo 1.2.3", "exec sleep 300");

        // when
        Run run = runner.run(command(script), SHORT);

        // then
        assertThat(run).isInstanceOfSatisfying(Run.TimedOut.class, timedOut -> {
            assertThat(timedOut.limit()).isEqualTo(SHORT);
            assertThat(timedOut.took()).isBetween(SHORT, LONG);
        });
        assertAllEnded(1);
    }

    @Test
    void endsACommandThatIgnoresEverySignalItCan() throws Exception {
        // given
        Path script = scripts.sh(
                "deaf", "trap '' TERM INT HUP QUIT PIPE", "echo $$ > " + pids, "while :; do sleep 300; done");

        // when
        Run run = runner.run(command(script), SHORT);

        // then
        assertThat(run).isInstanceOf(Run.TimedOut.class);
        assertAllEnded(1);
    }

    @Test
    void endsTheChildrenAndGrandchildrenOfACommandThatHangs() throws Exception {
        // given
        Path script = scripts.sh(
                "family",
                "echo $$ > " + pids,
                "sh -c 'echo $$ >> " + pids + "; sleep 300 & echo $! >> " + pids + "; wait' &",
                "wait");

        // when
        Run run = runner.run(command(script), SHORT);

        // then
        assertThat(run).isInstanceOf(Run.TimedOut.class);
        assertAllEnded(3);
    }

    @Test
    void endsAGrandchildWhoseParentHasEnded() throws Exception {
        // given
        Path script = scripts.sh("orphan", "(sleep 300 & echo $! > " + pids + ")", "exec sleep 300");

        // when
        Run run = runner.run(command(script), SHORT);

        // then
        assertThat(run).isInstanceOf(Run.TimedOut.class);
        assertAllEnded(1);
    }

    @Test
    void endsADescendantThatHasASessionOfItsOwn() throws Exception {
        // given
        Path script = scripts.sh(
                "session", "setsid sh -c 'echo $$ > " + pids + "; exec sleep 300 >/dev/null 2>&1' &", "exec sleep 300");

        // when
        Run run = runner.run(command(script), SHORT);

        // then
        assertThat(run).isInstanceOf(Run.TimedOut.class);
        assertAllEnded(1);
    }

    @Test
    void endsAChildThatHasClearedItsEnvironment() throws Exception {
        // given
        Path script = scripts.sh("cleared", "env -i sleep 300 & echo $! > " + pids, "wait");

        // when
        Run run = runner.run(command(script), SHORT);

        // then
        assertThat(run).isInstanceOf(Run.TimedOut.class);
        assertAllEnded(1);
    }

    @Test
    void endsAChainInWhichEachProcessStartsTheNextAndEnds() throws Exception {
        // given: a chain of some seconds, of which only the first link is waited for
        Path script = scripts.sh(
                "chain", "echo $$ >> " + pids, "[ \"$1\" -eq 0 ] || \"$0\" $(($1 - 1)) &", "sleep 0.05", "exit 0");

        // when
        Run run = runner.run(command(script, "1000"), LONG);

        // then
        assertThat(run)
                .isInstanceOfSatisfying(
                        Run.Finished.class,
                        finished -> assertThat(finished.leftBehind()).isPositive());
        assertAllEnded(2);
        assertThat(Processes.withArgument(script.toString())).isEmpty();
    }

    @Test
    void endsADaemonThatHoldsTheOutputOpenAndGivesWhatWasPrintedAtOnce() throws Exception {
        // given
        Path script = scripts.sh("daemon", "sleep 300 & echo $! > " + pids, "echo 1.2.3", "exit 3");

        // when
        Run run = runner.run(command(script), LONG);

        // then
        assertThat(run).isInstanceOfSatisfying(Run.Finished.class, finished -> {
            assertThat(finished.exit()).isEqualTo(3);
            assertThat(finished.stdout()).isEqualTo(new Captured("1.2.3\n", 6, true));
            assertThat(finished.leftBehind()).isEqualTo(1);
        });
        assertAllEnded(1);
    }

    @Test
    void endsADaemonThatHasLetGoOfEverything() throws Exception {
        // given
        Path ready = scripts.fifo("ready");
        Path script = scripts.sh(
                "daemon",
                "setsid sh -c 'cd /; echo $$ > " + ready + "; exec sleep 300' </dev/null >/dev/null 2>&1 &",
                "cat " + ready + " > " + pids,
                "echo 1.2.3");

        // when
        Run run = runner.run(command(script), LONG);

        // then
        assertThat(run).isInstanceOfSatisfying(Run.Finished.class, finished -> {
            assertThat(finished.exit()).isZero();
            assertThat(finished.stdout().text()).isEqualTo("1.2.3\n");
            assertThat(finished.leftBehind()).isPositive();
        });
        assertAllEnded(1);
    }

    @Test
    void endsADaemonThatWritesWithoutEnd() throws Exception {
        // given
        Path script = scripts.sh(
                "chatter", "trap '' PIPE", "(while :; do echo y; done) 2>/dev/null & echo $! > " + pids, "exit 0");

        // when
        Run run = runner.run(command(script), LONG);

        // then
        assertThat(run)
                .isInstanceOfSatisfying(
                        Run.Finished.class,
                        finished -> assertThat(finished.leftBehind()).isPositive());
        assertAllEnded(1);
    }

    /** A process shows no environment while it becomes another program, so the moment of the look must not matter. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DAEMON &",
                "DAEMON >/dev/null 2>&1 &",
                "(DAEMON &) &",
                "setsid sh -c 'DAEMON &' &",
                "(DAEMON >/dev/null 2>&1 &)",
                "DAEMON & exec true",
                "RESTLESS &"
            })
    void leavesNoDaemonBehindInWhateverMomentOfItsStartItIsFound(String line) throws Exception {
        // given: a path by which it is known among all processes
        SearchPath.Executable sleep =
                (SearchPath.Executable) SearchPath.of(System.getenv()).resolve("sleep");
        Path daemon = Files.createSymbolicLink(folder.resolve("sleep"), sleep.path());
        Path script = scripts.sh(
                "start",
                line.replace("DAEMON", daemon + " 300").replace("RESTLESS", "env ".repeat(300) + daemon + " 300"));

        // when
        int daemons = 0;
        for (int i = 0; i < 200; i++) {
            Run run = runner.run(command(script), LONG);
            assertThat(run).isInstanceOf(Run.Finished.class);
            daemons += ((Run.Finished) run).leftBehind();
        }

        // then
        List<Long> left = Processes.withArgument(folder.toString());
        Processes.destroy(left);
        assertThat(left).isEmpty();
        assertThat(daemons).isPositive();
    }

    /** Ids begin anew behind the highest: a child may have a lower one than its parent, given out while all are looked at. */
    @ParameterizedTest
    @ValueSource(strings = {"setsid sh -c 'DAEMON &' &", "DAEMON & exec true", "(sh -c '(DAEMON &) &' &) &"})
    void leavesNoDaemonBehindWhenTheIdsBeginAnew(String line) throws Exception {
        // given
        Path last = Path.of("/proc/sys/kernel/ns_last_pid");
        long idsMax = number(Path.of("/proc/sys/kernel/pid_max"));
        assumeTrue(canSet(last), "only with the right to say which process id comes next");
        SearchPath.Executable sleep =
                (SearchPath.Executable) SearchPath.of(System.getenv()).resolve("sleep");
        Path daemon = Files.createSymbolicLink(folder.resolve("sleep"), sleep.path());
        // Uses ids up first: the command itself has another one each time.
        Path script = scripts.sh(
                "start",
                "n=0; while [ $n -lt $1 ]; do (:); n=$((n + 1)); done",
                line.replace("DAEMON", daemon + " 300"));

        // when
        for (int i = 0; i < 100; i++) {
            Files.writeString(last, Long.toString(idsMax - 3 - i));
            Run run = runner.run(command(script, Integer.toString(i)), LONG);
            assertThat(run).isInstanceOf(Run.Finished.class);
        }

        // then
        List<Long> left = Processes.withArgument(folder.toString());
        Processes.destroy(left);
        assertThat(left).isEmpty();
    }

    private static boolean canSet(Path last) {
        try {
            Files.writeString(last, Long.toString(number(last)));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Read in one call of the system: a second one would be told that there is no more. */
    private static long number(Path setting) throws IOException {
        try (InputStream in = Files.newInputStream(setting)) {
            return Long.parseLong(new String(in.readNBytes(32), StandardCharsets.US_ASCII).strip());
        }
    }

    private void assertAllEnded(int atLeast) throws Exception {
        List<Long> started = Scripts.numbers(pids);
        assertThat(started).hasSizeGreaterThanOrEqualTo(atLeast);
        for (long pid : started) {
            assertThat(Processes.end(pid)).as("process " + pid + " has ended").isTrue();
        }
        assertThat(ProcessHandle.current().children()).isEmpty();
    }
}
