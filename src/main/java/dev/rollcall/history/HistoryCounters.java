package dev.rollcall.history;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What the history has done since the process began. Counted on the collector's event loop, read by any thread. */
final class HistoryCounters {
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong writingNanos = new AtomicLong();
    private volatile @Nullable Instant undurableSince;

    void written(int changes) {
        written.addAndGet(changes);
    }

    void lost(int changes) {
        lost.addAndGet(changes);
    }

    void waiting(int changes) {
        waiting.set(changes);
    }

    /** A batch was written down. */
    void wrote(long nanos) {
        writes.incrementAndGet();
        writingNanos.addAndGet(nanos);
    }

    /** An attempt to write failed. */
    void failed() {
        failures.incrementAndGet();
    }

    /** When the oldest change came that is not durable; null when all are. */
    void undurableSince(@Nullable Instant oldest) {
        undurableSince = oldest;
    }

    /** Attempts to write that failed. */
    long failures() {
        return failures.get();
    }

    /** Batches that were written down. */
    long writes() {
        return writes.get();
    }

    /** How long those took together. */
    long writingNanos() {
        return writingNanos.get();
    }

    /** The age of the oldest change that is not durable; zero when all are. */
    Duration lag(Instant now) {
        Instant oldest = undurableSince;
        return oldest == null || oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now);
    }

    /** Changes that were written down. */
    long written() {
        return written.get();
    }

    /** Steps that were forgotten because too many waited; the state that they led to is not lost. */
    long lost() {
        return lost.get();
    }

    /** Changes that were shown and wait to be written down. */
    long waiting() {
        return waiting.get();
    }
}
