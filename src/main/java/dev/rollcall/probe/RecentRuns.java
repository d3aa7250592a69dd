package dev.rollcall.probe;

import dev.rollcall.inventory.Asked.LastRun;
import dev.rollcall.inventory.Asked.Recent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last runs of one probe: a ring of {@link #RUNS_MAX}, some 250 bytes. Thread-safe. */
final class RecentRuns {
    /** Enough for a median that one slow run does not move. */
    static final int RUNS_MAX = 20;

    private final long[] tookNanos = new long[RUNS_MAX];
    private long started;
    private @Nullable Instant at;
    private RunOutcome outcome = RunOutcome.OK;
    private Duration took = Duration.ZERO;

    synchronized void ran(RunOutcome how, Duration duration, Instant when) {
        at = when;
        outcome = how;
        took = duration;
        // What was not started took no time, and would say that the command is quick.
        if (!duration.isZero()) {
            tookNanos[(int) (started++ % RUNS_MAX)] = duration.toNanos();
        }
    }

    synchronized Optional<LastRun> last() {
        return at == null ? Optional.empty() : Optional.of(new LastRun(at, outcome.label(), took));
    }

    synchronized Optional<Recent> recent() {
        int runs = (int) Math.min(started, RUNS_MAX);
        if (runs == 0) {
            return Optional.empty();
        }
        long[] sorted = Arrays.copyOf(tookNanos, runs);
        Arrays.sort(sorted);
        return Optional.of(
                new Recent(runs, Duration.ofNanos(sorted[(runs - 1) / 2]), Duration.ofNanos(sorted[runs - 1])));
    }
}
