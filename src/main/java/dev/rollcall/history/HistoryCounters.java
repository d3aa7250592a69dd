package dev.rollcall.history;

import java.util.concurrent.atomic.AtomicLong;

/** What the history has done since the process began. Counted on the collector's event loop, read by any thread. */
final class HistoryCounters {
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();

    void written(int changes) {
        written.addAndGet(changes);
    }

    void lost(int changes) {
        lost.addAndGet(changes);
    }

    void waiting(int changes) {
        waiting.set(changes);
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
