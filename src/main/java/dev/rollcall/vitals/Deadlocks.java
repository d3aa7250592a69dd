package dev.rollcall.vitals;

import static dev.rollcall.log.Value.value;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for threads of this JVM that wait for each other for ever, on a thread of its own that takes none of their locks.
 * To look stops the JVM for well under a millisecond.
 */
final class Deadlocks implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Deadlocks.class);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile List<String> names = List.of();

    /** Begins to look, {@code every} so often. */
    Deadlocks(Duration every) {
        Thread watch = new Thread(() -> watch(every), "rollcall-vitals");
        watch.setDaemon(true);
        watch.start();
    }

    /** Names of the threads that wait for each other. Any thread; as of the last look. */
    List<String> names() {
        return names;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void watch(Duration every) {
        try {
            while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            // Nobody interrupts it; whoever does wants it to end.
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        long[] ids = threads.findDeadlockedThreads();
        List<ThreadInfo> found = ids == null
                ? List.of()
                : Arrays.stream(threads.getThreadInfo(ids, true, true))
                        .filter(Objects::nonNull)
                        .toList();
        List<String> before = names;
        // Known before it is said: the log may be what they are stuck in.
        names = found.stream().map(ThreadInfo::getThreadName).sorted().toList();
        if (!names.isEmpty() && !names.equals(before)) {
            found.forEach(Deadlocks::tell);
        }
    }

    private static void tell(ThreadInfo thread) {
        log.error(
                "deadlock thread={} waitsFor={} heldBy={}",
                value(thread.getThreadName()),
                value(thread.getLockName()),
                value(thread.getLockOwnerName()),
                new ThreadStack(thread.getStackTrace()));
    }
}
