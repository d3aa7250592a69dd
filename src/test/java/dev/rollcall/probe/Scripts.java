package dev.rollcall.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Writes the programs that tests run: small sh scripts in a folder of the test. */
public final class Scripts {
    private static final int SECONDS_MAX = 20;

    private final Path folder;

    public Scripts(Path folder) {
        this.folder = folder;
    }

    /** An executable script of these lines; write it before anything runs, for a busy file cannot be started. */
    public Path sh(String name, String... lines) {
        return executable(name, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    }

    /** An executable file of this text, which need not be a script. */
    public Path executable(String name, String text) {
        Path file = file(name, text);
        if (!file.toFile().setExecutable(true)) {
            throw new IllegalStateException(file + " cannot be made executable");
        }
        return file;
    }

    /** A file that cannot be run. */
    public Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a file another text; who reads it meanwhile sees the old one or the new one. */
    public void replace(Path file, String text) throws IOException {
        Path next = file(file.getFileName() + ".next", text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A named pipe: who writes to it waits for {@link #heard}, and the other way round. */
    public Path fifo(String name) throws Exception {
        Path fifo = folder.resolve(name);
        if (new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor() != 0) {
            throw new IllegalStateException("no named pipe " + fifo);
        }
        return fifo;
    }

    /** What a script wrote to a named pipe; waits for it, so that a test knows how far the script is. */
    public static String heard(Path fifo) throws Exception {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return Files.readString(fifo).strip();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .get(SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** The numbers in a file, one a line: the process ids that a script wrote down. */
    public static List<Long> numbers(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> Long.parseLong(line.strip()))
                .toList();
    }

    public static Command command(Path program, String... arguments) {
        List<String> argv = new ArrayList<>(List.of(program.toString()));
        argv.addAll(List.of(arguments));
        return new Command(argv);
    }

    public static Command command(String program, String... arguments) {
        return command(Path.of(program), arguments);
    }
}
