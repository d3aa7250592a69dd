package dev.rollcall.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The tar.gz of the build, unpacked as users do it. */
public record Unpacked(Path home) {

    /** Unpacks it into {@code folder}. */
    public static Unpacked into(Path folder) throws Exception {
        Files.createDirectories(folder);
        Process tar = new ProcessBuilder("tar", "-xzf", System.getProperty("rollcall.archive"), "-C", folder.toString())
                .inheritIO()
                .start();
        if (tar.waitFor() != 0) {
            throw new IOException("tar ended with " + tar.exitValue());
        }
        try (Stream<Path> unpacked = Files.list(folder)) {
            return new Unpacked(unpacked.findFirst().orElseThrow());
        }
    }

    /** The start script. */
    public Path script() {
        return home.resolve("bin/rollcall");
    }

    /** Archives of classes in {@code cache}, also those that are being made. */
    public static List<Path> archives(Path cache) {
        if (!Files.isDirectory(cache)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(cache)) {
            return files.sorted(Comparator.naturalOrder()).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
