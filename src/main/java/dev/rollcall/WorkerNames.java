package dev.rollcall;

import java.util.BitSet;

/**
 * What the worker threads of one Rollcall begin with: {@code rollcall} for the first in this process, {@code rollcall2} for one
 * beside it. Vert.x shares pools of the same name, whatever their sizes. Names are used again, so that what is counted by name
 * stays little. Thread-safe.
 */
final class WorkerNames {
    private static final String FIRST = "rollcall";
    private static final BitSet TAKEN = new BitSet();

    private WorkerNames() {}

    /** One that nobody has; to be given back. */
    static String take() {
        synchronized (TAKEN) {
            int free = TAKEN.nextClearBit(0);
            TAKEN.set(free);
            return free == 0 ? FIRST : FIRST + (free + 1);
        }
    }

    /** Nobody's any more. */
    static void giveBack(String name) {
        synchronized (TAKEN) {
            TAKEN.clear(name.equals(FIRST) ? 0 : Integer.parseInt(name.substring(FIRST.length())) - 1);
        }
    }
}
