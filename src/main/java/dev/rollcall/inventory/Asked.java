package dev.rollcall.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an entry is asked about, for whoever shows it: nobody runs a command that stands here. Immutable.
 *
 * @param command argv as it may be shown: what came out of a reference is the reference
 * @param every interval between two runs
 * @param timeout longest run
 * @param last how the last run went; empty before the first one
 * @param recent what the last runs took; empty when none was started
 */
public record Asked(
        List<String> command, Duration every, Duration timeout, Optional<LastRun> last, Optional<Recent> recent) {

    /** Copies the list. */
    public Asked {
        command = List.copyOf(command);
    }

    /**
     * How the last run went.
     *
     * @param at when it had ended
     * @param outcome one lower-case word: {@code ok}, {@code timeout}, {@code failed} or {@code missing}
     * @param took zero when nothing was started
     */
    public record LastRun(Instant at, String outcome, Duration took) {}

    /**
     * What the last runs took.
     *
     * @param runs how many they are; more than zero, and bounded
     */
    public record Recent(int runs, Duration median, Duration longest) {}
}
