package dev.rollcall.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;

/** What a contender says about its own process. Any thread; takes some milliseconds. */
final class SelfReport {
    private static final ThreadClock CLOCK = new ThreadClock();

    private SelfReport() {}

    /** {@code pid, cpuNanos, rssBytes, allocatedBytes, heapUsedBytes}, all since the process started or as of now. */
    static String json() {
        return new JsonObject()
                .put("pid", ProcessHandle.current().pid())
                .put("cpuNanos", cpuNanos())
                .put("rssBytes", Proc.rssBytes(ProcessHandle.current().pid()))
                .put("allocatedBytes", allocatedBytes())
                .put(
                        "heapUsedBytes",
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed())
                .encode();
    }

    /** Twice, for what the first one only makes ready to be freed. */
    static void collectGarbage() {
        System.gc();
        System.gc();
    }

    private static long cpuNanos() {
        long exactNanos = CLOCK.nanos();
        // Counts in steps of 10 ms, but is there without scheduler statistics too.
        return exactNanos > 0
                ? exactNanos
                : ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                        .getProcessCpuTime();
    }

    /** By the threads that live; event loops and workers of a server live as long as it does. */
    private static long allocatedBytes() {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long sumBytes = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sumBytes += Math.max(0, bytes);
        }
        return sumBytes;
    }
}
