package dev.rollcall.hub;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * How many clients there may be in the whole process, how fast they may come, and how many there are. Thread-safe.
 *
 * <p>The rate is kept by the generic cell rate algorithm (ITU-T I.371): one number, the time until which the joins so far
 * have used the rate up. What one second allows may come at once.
 */
public final class Places {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final IntSupplier max;
    private final IntSupplier joinsPerSecond;
    private final LongSupplier nanoTime;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicLong usedUpToNanos;

    /**
     * Room for {@code max} clients, of whom {@code joinsPerSecond} may come in a second.
     *
     * @param nanoTime a clock that only goes forward, as {@link System#nanoTime}
     */
    public Places(int max, int joinsPerSecond, LongSupplier nanoTime) {
        this(() -> max, () -> joinsPerSecond, nanoTime);
    }

    /** The same, with limits that may change: they are asked for at each join. */
    public Places(IntSupplier max, IntSupplier joinsPerSecond, LongSupplier nanoTime) {
        this.max = max;
        this.joinsPerSecond = joinsPerSecond;
        this.nanoTime = nanoTime;
        this.usedUpToNanos = new AtomicLong(nanoTime.getAsLong());
    }

    /** Takes a place; false when there is none, or when too many came just now. */
    boolean take() {
        if (taken.incrementAndGet() <= max() && isInTime()) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    void leave() {
        taken.decrementAndGet();
    }

    /** How many there are. */
    public int max() {
        return max.getAsInt();
    }

    /** Places taken now. */
    public int taken() {
        return taken.get();
    }

    private boolean isInTime() {
        long now = nanoTime.getAsLong();
        long joinNanos = SECOND_NANOS / joinsPerSecond.getAsInt();
        while (true) {
            long used = usedUpToNanos.get();
            long next = Math.max(used - now, 0) + now + joinNanos;
            if (next - now > SECOND_NANOS) {
                return false;
            }
            if (usedUpToNanos.compareAndSet(used, next)) {
                return true;
            }
        }
    }
}
