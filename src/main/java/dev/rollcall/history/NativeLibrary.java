package dev.rollcall.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite's native part, which the driver unpacks into the temporary folder. It would be removed when the JVM ends in its own
 * time; one that is killed or halts, as ours does, would leave a megabyte there each time. Once it is loaded nobody needs the file.
 */
final class NativeLibrary {
    private static final Logger log = LoggerFactory.getLogger(NativeLibrary.class);
    /** Where the driver unpacks it: a property of sqlite-jdbc. */
    private static final String FOLDER = "org.sqlite.tmpdir";

    private static boolean loaded;

    private NativeLibrary() {}

    /** Loads it, the first time. Where that fails, the driver says so when it is asked for a connection. */
    static synchronized void load() {
        if (loaded) {
            return;
        }
        loaded = true;
        String chosen = System.getProperty(FOLDER);
        Path parent = Path.of(chosen == null ? System.getProperty("java.io.tmpdir", "") : chosen);
        try {
            Path folder = Files.createTempDirectory(parent, "rollcall-sqlite");
            System.setProperty(FOLDER, folder.toString());
            try {
                SQLiteJDBCLoader.initialize();
            } finally {
                delete(folder);
            }
        } catch (Exception | LinkageError e) {
            log.debug("the native library was not loaded, or its file cannot be removed", e);
        } finally {
            restore(chosen);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> unpacked = Files.list(folder)) {
            List<Path> files = unpacked.toList();
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static void restore(@Nullable String chosen) {
        if (chosen == null) {
            System.clearProperty(FOLDER);
        } else {
            System.setProperty(FOLDER, chosen);
        }
    }
}
