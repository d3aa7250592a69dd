package dev.rollcall.hub;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * The distinct filtered choices of the clients of a process: each is encoded for apart, so there is a limit. Who wants
 * everything is never too many, for of those choices there are only a few. Thread-safe.
 */
public final class Filters {
    private final IntSupplier max;
    private final Map<Choice, Integer> audiences = new HashMap<>();

    /** At most {@code max} at once. */
    public Filters(int max) {
        this(() -> max);
    }

    /** The same, with a limit that may change: it is asked for with each new choice. */
    public Filters(IntSupplier max) {
        this.max = max;
    }

    /** How many there may be. */
    public int max() {
        return max.getAsInt();
    }

    /** How many there are now. */
    public synchronized int taken() {
        return audiences.size();
    }

    /** Notes an audience of a hub; false when that would be one choice too many. */
    synchronized boolean take(Choice choice) {
        if (choice.filter().isAll()) {
            return true;
        }
        if (!audiences.containsKey(choice) && audiences.size() >= max()) {
            return false;
        }
        audiences.merge(choice, 1, Integer::sum);
        return true;
    }

    /** An audience of a hub is no more. */
    synchronized void leave(Choice choice) {
        audiences.computeIfPresent(choice, (known, count) -> count == 1 ? null : count - 1);
    }
}
