package dev.rollcall.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where changes are written down, and for how long: section {@code history}.
 *
 * @param file the file that holds them, from the folder where Rollcall was started; null to keep them in memory alone
 * @param keep changes that are older are removed
 */
public record HistoryConfig(@Nullable String file, Duration keep) {
    static final String FILE = "data/rollcall.db";
    static final String FILE_RULE = "the name of a file, or null to keep the history in memory alone";
    static final Setting<Duration> KEEP =
            new Setting<>("keep", Duration.ofDays(400), Duration.ofSeconds(1), Duration.ofDays(36_500));

    /** Checks each value against its bounds. */
    public HistoryConfig {
        if (file != null && !isFile(file)) {
            throw new IllegalArgumentException("file: found \"" + file + "\"; must be " + FILE_RULE);
        }
        KEEP.check(keep);
    }

    /** Whether {@code text} can be a file's name: not a folder's. */
    static boolean isFile(String text) {
        try {
            return !text.isBlank() && !text.endsWith("/") && Path.of(text).getFileName() != null;
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
