package dev.rollcall.bench;

import java.time.Duration;

/** Ends waiting: at a limit, or when nothing has happened for a while. On one thread. */
final class Patience {
    private final long whileNanos;
    private final long endNanos;
    private long progress;
    private long progressNanos;

    Patience(long startNanos, Duration ofStillness, Duration limit) {
        this.whileNanos = ofStillness.toNanos();
        this.endNanos = startNanos + limit.toNanos();
        this.progressNanos = startNanos;
    }

    /** Whether it is no use to wait any longer; {@code newProgress} is any number that grows while something happens. */
    boolean exhausted(long newProgress) {
        long nowNanos = System.nanoTime();
        if (newProgress != progress) {
            progress = newProgress;
            progressNanos = nowNanos;
        }
        return nowNanos - progressNanos > whileNanos || nowNanos - endNanos > 0;
    }
}
