package dev.rollcall.config;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How version commands are run: section {@code collect}.
 *
 * @param every interval between two runs of a probe
 * @param timeout longest run of a command; then its whole process tree is ended
 * @param workers most commands at once
 * @param output most bytes kept of each of a command's two output streams; the rest is read and thrown away
 * @param entries most entries on the board; a new one beyond it is not taken
 * @param discover whether the programs of the catalogue that are installed are on the board without being named
 * @param watch whether what stands behind a probe is watched, so that a change is read at once
 * @param host name under which this machine stands on the board, or null for the machine's own name
 * @param user as whom commands run when Rollcall runs as root, or null for root itself
 */
public record CollectConfig(
        Duration every,
        Duration timeout,
        int workers,
        ByteSize output,
        int entries,
        boolean discover,
        boolean watch,
        @Nullable String host,
        @Nullable String user) {
    static final Setting<Duration> EVERY =
            new Setting<>("every", Duration.ofMinutes(1), Duration.ofMillis(100), Duration.ofDays(7));
    static final Setting<Duration> TIMEOUT =
            new Setting<>("timeout", Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMinutes(10));
    static final Setting<Integer> WORKERS = new Setting<>("workers", 4, 1, 256);
    static final Setting<ByteSize> OUTPUT =
            new Setting<>("output", ByteSize.ofKiB(64), ByteSize.ofKiB(1), ByteSize.ofKiB(16 * 1024));
    static final Setting<Integer> ENTRIES = new Setting<>("entries", 10_000, 1, 1_000_000);
    static final String USER_RULE = "the name of a user, such as \"nobody\"";
    /** What useradd takes, capitals too. */
    private static final Pattern USER_FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,31}");

    static final boolean DISCOVER = true;
    static final boolean WATCH = true;

    /** Checks each value against its bounds. */
    public CollectConfig {
        EVERY.check(every);
        TIMEOUT.check(timeout);
        WORKERS.check(workers);
        OUTPUT.check(output);
        ENTRIES.check(entries);
        if (user != null && !isUser(user)) {
            throw new IllegalArgumentException("user: found \"" + user + "\"; must be " + USER_RULE);
        }
    }

    static boolean isUser(String text) {
        return USER_FORM.matcher(text).matches();
    }

    /** The same, with discovery. */
    public CollectConfig discovering() {
        return new CollectConfig(every, timeout, workers, output, entries, true, watch, host, user);
    }
}
