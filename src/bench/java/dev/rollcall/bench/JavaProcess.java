package dev.rollcall.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A JVM with our class path, which ends with this one at the latest. */
final class JavaProcess implements AutoCloseable {
    private static final int END_SECONDS_MAX = 5;
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(JavaProcess::endAll, "end of children"));
    }

    private final Process process;
    private final Thread reader;

    private JavaProcess(Process process, Consumer<String> lines) {
        this.process = process;
        this.reader = new Thread(() -> read(process, lines), "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts {@code java flags… mainClass arguments…} on {@code core}.
     *
     * @param log what it says on standard error goes to the end of this file
     * @param lines gets what it prints, on a thread of its own
     */
    static JavaProcess start(int core, List<String> flags, List<String> program, Path log, Consumer<String> lines)
            throws IOException {
        return start(List.of(), core, flags, program, log, lines);
    }

    /** The same at the lowest priority: who measures on that core does not wait for it. */
    static JavaProcess startLast(int core, List<String> flags, List<String> program, Path log, Consumer<String> lines)
            throws IOException {
        return start(List.of("nice", "-n", "19"), core, flags, program, log, lines);
    }

    private static JavaProcess start(
            List<String> before, int core, List<String> flags, List<String> program, Path log, Consumer<String> lines)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-D" + Contract.PARENT + "=" + ProcessHandle.current().pid());
        command.addAll(List.of("-cp", classPath()));
        command.addAll(program);
        Process process = new ProcessBuilder(Cores.pin(core, command))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(new File("/dev/null"))
                .start();
        RUNNING.add(process);
        if (ending) {
            // Its turn came while this JVM goes down, when those that ran had been ended already.
            process.destroyForcibly();
        }
        return new JavaProcess(process, lines);
    }

    /** What children can load: the same as this JVM. */
    static String classPath() {
        return System.getProperty("java.class.path");
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits for its end, and for the last line to be passed on; false when it still runs. */
    boolean ends(Duration within) throws InterruptedException {
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        reader.join(TimeUnit.SECONDS.toMillis(END_SECONDS_MAX));
        return true;
    }

    /** Once it has ended. */
    int exitCode() {
        return process.exitValue();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Ends it, first politely. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(END_SECONDS_MAX, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        RUNNING.remove(process);
    }

    private static void endAll() {
        ending = true;
        RUNNING.forEach(Process::destroyForcibly);
    }

    private static void read(Process process, Consumer<String> lines) {
        try (BufferedReader reader = process.inputReader()) {
            reader.lines().forEach(lines);
        } catch (IOException | UncheckedIOException e) {
            // It was ended while it spoke.
            return;
        }
    }
}
