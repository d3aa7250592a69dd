package dev.rollcall.probe;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Runs commands under limits (DESIGN §6): no shell, empty standard input, neutral locale, both streams apart and bounded,
 * a time-out that ends the whole process tree, and nothing left behind.
 *
 * <p>{@link #run} blocks its thread and may be called by many at once; {@link #close} by any thread.
 */
public final class CommandRunner implements AutoCloseable {
    /** What a command may know of our environment; everything else, secrets above all, stays here. */
    private static final List<String> KEPT =
            List.of("HOME", "USER", "LOGNAME", "TMPDIR", "TZ", "LD_LIBRARY_PATH", "JAVA_HOME");

    private static final File NOWHERE = new File("/dev/null");
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final long PAUSE_NANOS_MIN = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long PAUSE_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(20);

    private final SearchPath path;
    private final Map<String, String> environment;
    private final IntSupplier outputBytesMax;
    private final RunAs runAs;
    private volatile boolean closed;

    /**
     * Makes a runner.
     *
     * @param path where programs are looked for, and the {@code PATH} of the commands
     * @param environment Rollcall's own, of which a few harmless variables are passed on
     * @param outputBytesMax most bytes kept of each stream, asked for each run
     * @param runAs whose rights the commands have
     */
    public CommandRunner(SearchPath path, Map<String, String> environment, IntSupplier outputBytesMax, RunAs runAs) {
        this.path = path;
        this.environment = Map.copyOf(environment);
        this.outputBytesMax = outputBytesMax;
        this.runAs = runAs;
    }

    /** The same, whose commands have our own rights: for tools of ours, and for tests. */
    CommandRunner(SearchPath path, Map<String, String> environment, int outputBytesMax) {
        this(path, environment, () -> outputBytesMax, RunAs.ourselves());
    }

    /**
     * Runs a command to its end, or to {@code timeout}. Blocks.
     *
     * @return how it went; never throws for what a command does
     */
    public Run run(Command command, Duration timeout) {
        if (closed) {
            return new Run.Cancelled(Duration.ZERO);
        }
        SearchPath.Resolution resolution = path.resolve(command.program());
        if (resolution instanceof SearchPath.NotRunnable not) {
            return new Run.NotStarted(not.path(), not.cause());
        }
        if (!(resolution instanceof SearchPath.Executable executable)) {
            return new Run.NotFound(command.program());
        }
        List<String> argv = new ArrayList<>(command.argv());
        argv.set(0, executable.path().toString());
        Way way = runAs.way();
        try {
            if (way instanceof Way.Barred barred) {
                return new Run.NotStarted(executable.path(), barred.cause());
            }
            return way instanceof Way.Dropped dropped
                    ? dropped.told(run(dropped.argv(argv), dropped, timeout), executable.path())
                    : run(argv, way, timeout);
        } catch (IOException e) {
            return new Run.NotStarted(executable.path(), cause(e));
        }
    }

    private Run run(List<String> argv, Way way, Duration timeout) throws IOException {
        long startNanos = System.nanoTime();
        ProcessTree tree = new ProcessTree();
        return follow(new Child(start(argv, way, tree), tree, startNanos, startNanos + timeout.toNanos()), timeout);
    }

    /**
     * Makes each {@link #run} end its command's process tree and give {@link Run.Cancelled}, within some 20 ms. Returns at
     * once; no child is left when the runs have returned.
     */
    @Override
    public void close() {
        closed = true;
    }

    private record Child(Process process, ProcessTree tree, long startNanos, long deadlineNanos) {
        Duration age() {
            return Duration.ofNanos(System.nanoTime() - startNanos);
        }
    }

    private Process start(List<String> argv, Way way, ProcessTree tree) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(argv)
                .redirectInput(Redirect.from(NOWHERE))
                // Not ours: some programs read project files of the folder they are started in.
                .directory(new File("/"));
        Map<String, String> theirs = builder.environment();
        theirs.clear();
        KEPT.stream().filter(environment::containsKey).forEach(key -> theirs.put(key, environment.get(key)));
        theirs.putAll(Map.of("PATH", path.toString(), "LC_ALL", "C.UTF-8", "NO_COLOR", "1", "TERM", "dumb"));
        if (way instanceof Way.Dropped dropped) {
            dropped.adopt(theirs);
        }
        tree.mark(theirs);
        return builder.start();
    }

    /** Reads both streams until the command ends; one thread for all, so that nothing can be left blocked on a pipe. */
    private Run follow(Child child, Duration timeout) throws IOException {
        Process process = child.process;
        byte[] chunk = new byte[CHUNK_BYTES];
        int bytesMax = outputBytesMax.getAsInt();
        Capture stdout = new Capture(process.getInputStream(), bytesMax, chunk);
        Capture stderr = new Capture(process.getErrorStream(), bytesMax, chunk);
        try {
            long pauseNanos = PAUSE_NANOS_MIN;
            while (process.isAlive()) {
                if (closed) {
                    child.tree.end(process);
                    return new Run.Cancelled(child.age());
                }
                if (System.nanoTime() >= child.deadlineNanos) {
                    child.tree.end(process);
                    return new Run.TimedOut(timeout, child.age());
                }
                if (pump(stdout, stderr)) {
                    pauseNanos = PAUSE_NANOS_MIN;
                } else {
                    // Wakes up at once when the command ends.
                    process.waitFor(pauseNanos, TimeUnit.NANOSECONDS);
                    pauseNanos = Math.min(pauseNanos * 2, PAUSE_NANOS_MAX);
                }
            }
            int leftBehind = child.tree.endLeftBehind(process.pid());
            drain(child, stdout, stderr);
            if (closed) {
                return new Run.Cancelled(child.age());
            }
            return new Run.Finished(process.exitValue(), stdout.captured(), stderr.captured(), leftBehind, child.age());
        } catch (InterruptedException e) {
            child.tree.end(process);
            Thread.currentThread().interrupt();
            return new Run.Cancelled(child.age());
        } finally {
            if (process.isAlive()) {
                // Something unforeseen: whatever it was, no child is left behind.
                child.tree.end(process);
            }
            process.getInputStream().close();
            process.getErrorStream().close();
        }
    }

    /** What is still in the pipes; bounded in time, for one that escaped its ending may go on writing. */
    private static void drain(Child child, Capture stdout, Capture stderr) throws IOException {
        while (pump(stdout, stderr) && System.nanoTime() < child.deadlineNanos) {
            // Goes on until the pipes are empty.
        }
    }

    private static boolean pump(Capture stdout, Capture stderr) throws IOException {
        boolean more = stdout.pump();
        return stderr.pump() || more;
    }

    /** The system's own words, without Java's wrapping: {@code error=2, No such file or directory}. */
    private static String cause(IOException e) {
        Throwable system = e.getCause() == null ? e : e.getCause();
        return "cannot be started (" + String.valueOf(system.getMessage()).strip() + ")";
    }
}
