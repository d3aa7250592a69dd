package dev.rollcall.hub;

import java.util.concurrent.atomic.AtomicInteger;

/** How many clients there may be in the whole process, and how many there are. Thread-safe. */
public final class Places {
    private final int max;
    private final AtomicInteger taken = new AtomicInteger();

    /** Room for {@code max} clients. */
    public Places(int max) {
        this.max = max;
    }

    /** Takes a place; false when there is none. */
    boolean take() {
        if (taken.incrementAndGet() <= max) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    void leave() {
        taken.decrementAndGet();
    }

    /** Places taken now. */
    public int taken() {
        return taken.get();
    }
}
