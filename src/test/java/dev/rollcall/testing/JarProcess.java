package dev.rollcall.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The finished jar in a process of its own, as users start it. */
public final class JarProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader stdout;
    private final Path stderr;

    private JarProcess(Process process, Path stderr) {
        this.process = process;
        this.stdout = process.inputReader();
        this.stderr = stderr;
    }

    /** Starts {@code java -jar rollcall.jar arguments…} in {@code folder}. */
    public static JarProcess start(Path folder, String... arguments) throws IOException {
        return start(folder, List.of(), List.of(arguments));
    }

    /** The same with options for the JVM. */
    public static JarProcess start(Path folder, List<String> jvmOptions, List<String> arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", System.getProperty("rollcall.jar")));
        command.addAll(arguments);
        return start(new ProcessBuilder(command).directory(folder.toFile()));
    }

    /** Starts what {@code builder} says, which must become the program. */
    public static JarProcess start(ProcessBuilder builder) throws IOException {
        Path stderr = Files.createTempFile("rollcall", ".err");
        return new JarProcess(builder.redirectError(stderr.toFile()).start(), stderr);
    }

    /** Waits for the line with the address. */
    public URI address() throws IOException {
        String line = stdout.readLine();
        if (line == null || !line.startsWith("Rollcall is at ")) {
            throw new IllegalStateException("stdout: " + line + ", stderr: " + stderr());
        }
        return URI.create(line.substring("Rollcall is at ".length()));
    }

    public Process process() {
        return process;
    }

    /** What it has said on standard error so far. */
    public String stderr() throws IOException {
        return Files.readString(stderr);
    }

    /** The rest of standard output, to its end. */
    public String restOfStdout() throws IOException {
        StringBuilder rest = new StringBuilder();
        for (String line = stdout.readLine(); line != null; line = stdout.readLine()) {
            rest.append(line).append('\n');
        }
        return rest.toString();
    }

    /** Sends SIGTERM and waits. */
    public int terminate(long secondsMax) throws InterruptedException {
        // The handle's, for the process's own destroy() also closes the streams that are still to be read.
        process.toHandle().destroy();
        return exit(secondsMax);
    }

    /** Waits for the end. */
    public int exit(long secondsMax) throws InterruptedException {
        if (!process.waitFor(secondsMax, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running after " + secondsMax + " s");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(stderr);
    }
}
