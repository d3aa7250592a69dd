package dev.rollcall.probe;

import static dev.rollcall.probe.Scripts.command;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Many runs at once, and runs that are cut short from outside. */
@Timeout(60)
class CommandRunnerLoadTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(50);
    private static final int SECONDS_MAX = 30;
    private static final int THREADS = 8;

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private Scripts scripts;
    private CommandRunner runner;

    @BeforeEach
    void makeRunner() {
        scripts = new Scripts(folder);
        runner = new CommandRunner(SearchPath.of(System.getenv()), System.getenv(), 4096);
    }

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void leavesNeitherProcessesNorFilesOpenAfterManyRunsAtOnce() throws Exception {
        // given
        Path script = scripts.sh("number", "echo $1", "echo error $1 >&2");
        runMany(script, THREADS);
        long openBefore = openFiles();

        // when
        List<Run> runs = runMany(script, 200);

        // then
        for (int i = 0; i < runs.size(); i++) {
            Run.Finished run = (Run.Finished) runs.get(i);
            assertThat(run.stdout().text()).isEqualTo(i + "\n");
            assertThat(run.stderr().text()).isEqualTo("error " + i + "\n");
            assertThat(run.exit()).isZero();
        }
        assertThat(ProcessHandle.current().children()).isEmpty();
        // Not exactly as many: the JVM opens and closes files of its own.
        assertThat(openFiles()).isLessThan(openBefore + 20);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void leavesNoFilesOpenWhenCommandsCannotBeStartedOrTimeOut() throws Exception {
        // given
        Path broken = scripts.executable("broken", "#!/no/such/interpreter\n");
        runner.run(command(broken), TIMEOUT);
        runner.run(command("yes"), Duration.ofMillis(1));
        long openBefore = openFiles();

        // when
        for (int i = 0; i < 50; i++) {
            assertThat(runner.run(command(broken), TIMEOUT)).isInstanceOf(Run.NotStarted.class);
            assertThat(runner.run(command("yes"), Duration.ofMillis(1))).isInstanceOf(Run.TimedOut.class);
        }

        // then
        assertThat(ProcessHandle.current().children()).isEmpty();
        assertThat(openFiles()).isLessThan(openBefore + 20);
    }

    @Test
    void closingCancelsWhatRunsAndEndsItsProcesses() throws Exception {
        // given
        List<Future<Run>> running = new ArrayList<>();
        List<Long> pids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Path started = scripts.fifo("started" + i);
            Path script = scripts.sh("hang" + i, "sleep 300 &", "echo $$ > " + started, "wait");
            running.add(threads.submit(() -> runner.run(command(script), TIMEOUT)));
            pids.add(Long.parseLong(Scripts.heard(started)));
        }

        // when
        runner.close();

        // then
        for (Future<Run> run : running) {
            assertThat(run.get(SECONDS_MAX, TimeUnit.SECONDS)).isInstanceOf(Run.Cancelled.class);
        }
        for (long pid : pids) {
            assertThat(Processes.end(pid)).isTrue();
        }
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void startsNothingAfterClosing() {
        // given
        Path trace = folder.resolve("trace");
        Path script = scripts.sh("trace-me", "echo ran > " + trace);

        // when
        runner.close();

        // then
        assertThat(runner.run(command(script), TIMEOUT)).isEqualTo(new Run.Cancelled(Duration.ZERO));
        assertThat(trace).doesNotExist();
    }

    @Test
    void interruptingTheThreadEndsItsCommandAndKeepsTheInterrupt() throws Exception {
        // given
        Path started = scripts.fifo("started");
        Path script = scripts.sh("hang", "echo $$ > " + started, "exec sleep 300");
        Path neighbour = scripts.sh("neighbour", "echo 1.0");
        List<Object> seen = new ArrayList<>();
        Thread thread = new Thread(() -> {
            seen.add(runner.run(command(script), TIMEOUT));
            seen.add(Thread.currentThread().isInterrupted());
        });
        thread.start();
        long pid = Long.parseLong(Scripts.heard(started));

        // when
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(SECONDS_MAX));

        // then
        assertThat(seen).hasSize(2);
        assertThat(seen.get(0)).isInstanceOf(Run.Cancelled.class);
        assertThat(seen.get(1)).isEqualTo(true);
        assertThat(Processes.end(pid)).isTrue();
        assertThat(runner.run(command(neighbour), TIMEOUT)).isInstanceOf(Run.Finished.class);
    }

    /** The runs in the order in which they were asked for; each gets its number as an argument. */
    private List<Run> runMany(Path script, int count) throws Exception {
        List<Future<Run>> futures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String number = Integer.toString(i);
            futures.add(threads.submit(() -> runner.run(command(script, number), TIMEOUT)));
        }
        List<Run> runs = new ArrayList<>();
        for (Future<Run> future : futures) {
            runs.add(future.get(SECONDS_MAX, TimeUnit.SECONDS));
        }
        return runs;
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}
