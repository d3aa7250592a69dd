package dev.rollcall.meters;

import java.time.Duration;

/**
 * The largest value of late: of the span of time that goes on now and of the one before it, so that a peak is seen by
 * whoever looks once per span, and is forgotten after two. Thread-safe.
 */
public final class Peak {
    private final long spanNanos;
    private long begunNanos;
    private long before;
    private long now;

    /**
     * A peak of nothing.
     *
     * @param nowNanos a clock that only goes forward, as {@link System#nanoTime}
     */
    public Peak(Duration span, long nowNanos) {
        this.spanNanos = span.toNanos();
        this.begunNanos = nowNanos;
    }

    /** Takes a value. */
    public synchronized void record(long value, long nowNanos) {
        turn(nowNanos);
        now = Math.max(now, value);
    }

    /** The largest of late; 0 when there was none. */
    public synchronized long value(long nowNanos) {
        turn(nowNanos);
        return Math.max(before, now);
    }

    private void turn(long nowNanos) {
        long spans = (nowNanos - begunNanos) / spanNanos;
        if (spans > 0) {
            before = spans == 1 ? now : 0;
            now = 0;
            begunNanos += spans * spanNanos;
        }
    }
}
