package dev.rollcall.testing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** For what a test can only look at from outside, such as the descriptors of a process: looks again until it is so. */
public final class Eventually {
    private static final long PAUSE_MILLIS = 20;

    private Eventually() {}

    /** Whether {@code condition} came true within {@code patience}. */
    public static boolean holds(Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() > deadline || never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    return condition.getAsBoolean();
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
