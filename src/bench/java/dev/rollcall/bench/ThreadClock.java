package dev.rollcall.bench;

import java.io.File;
import java.util.HashMap;
import java.util.Map;

/**
 * The CPU time of this process in nanoseconds, summed over its threads: the clock of the whole process, which Java reads,
 * counts in steps of 10 ms, and a broadcast takes less.
 *
 * <p>What a thread used between the last reading and its end is missed; only idle compiler and collector threads end.
 */
final class ThreadClock {
    private static final File TASKS = new File("/proc/self/task");

    private final Map<String, Long> nanosByThread = new HashMap<>();
    private long sumNanos;

    /** CPU time so far; 0 where the kernel keeps no scheduler statistics. Any thread. */
    synchronized long nanos() {
        String[] threads = TASKS.list();
        if (threads == null) {
            return 0;
        }
        for (String thread : threads) {
            long nanos = Proc.scheduledNanos("/proc/self/task/" + thread);
            Long before = nanosByThread.put(thread, nanos);
            // A smaller figure is another thread that got the same number.
            sumNanos += before == null || nanos < before ? nanos : nanos - before;
        }
        return sumNanos;
    }
}
