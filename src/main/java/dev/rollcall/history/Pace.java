package dev.rollcall.history;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.sqlite.ProgressHandler;

/**
 * Keeps a long answer from taking a processor for itself, and gives it up when it takes too long. Java has no thread that
 * yields to others on Linux; one that rests often, and for longer than it has worked, keeps nobody waiting.
 *
 * <p>For one answer, called by the thread that makes it.
 */
final class Pace extends ProgressHandler {
    /** Steps of SQLite's machine between two calls; some 50 microseconds. */
    static final int STEPS = 2_000;
    /** An answer that is ready sooner, as nearly all are, never rests. */
    private static final long WORK_NANOS = Duration.ofNanos(500_000).toNanos();

    /** A quarter of a processor: whoever has an event to deliver finds it free. */
    private static final long REST_NANOS = 3 * WORK_NANOS;

    private final BooleanSupplier isWanted;
    private final long endNanos;
    private long begunNanos = System.nanoTime();

    /**
     * For an answer that begins now.
     *
     * @param longest then the answer is given up
     * @param isWanted no longer, and it is given up at once
     */
    Pace(Duration longest, BooleanSupplier isWanted) {
        this.isWanted = isWanted;
        this.endNanos = begunNanos + longest.toNanos();
    }

    @Override
    protected int progress() {
        long now = System.nanoTime();
        if (now - endNanos > 0 || !isWanted.getAsBoolean()) {
            return 1;
        }
        if (now - begunNanos > WORK_NANOS) {
            LockSupport.parkNanos(REST_NANOS);
            begunNanos = System.nanoTime();
        }
        return 0;
    }
}
