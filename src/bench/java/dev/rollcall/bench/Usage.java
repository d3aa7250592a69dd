package dev.rollcall.bench;

import io.vertx.core.json.JsonObject;
import java.util.function.ToLongFunction;

/**
 * What the server, this client and the machine had used at one moment.
 *
 * @param pid of the server
 * @param cpuNanos of the server's process
 * @param rssBytes of the server's process
 * @param allocatedBytes by the server's threads
 * @param heapUsedBytes in the server
 * @param networkNanos of the kernel thread that takes over network work of the server's core: such work is the server's too
 * @param coreBusyNanos of the server's core, whoever it was
 * @param clientNanos of this process
 * @param tcpBytes in the buffers of all sockets
 */
record Usage(
        long pid,
        long cpuNanos,
        long rssBytes,
        long allocatedBytes,
        long heapUsedBytes,
        long networkNanos,
        long coreBusyNanos,
        long clientNanos,
        long tcpBytes) {
    private static final ThreadClock CLIENT_CLOCK = new ThreadClock();
    private static final String NETWORK_THREAD =
            Proc.networkThread(Cores.SERVER).orElse("none");

    /** Completes what the server said of itself. */
    static Usage of(JsonObject report) {
        return new Usage(
                report.getLong("pid"),
                report.getLong("cpuNanos"),
                report.getLong("rssBytes"),
                report.getLong("allocatedBytes"),
                report.getLong("heapUsedBytes"),
                Proc.scheduledNanos(NETWORK_THREAD),
                Proc.busyNanos(Cores.SERVER),
                CLIENT_CLOCK.nanos(),
                Proc.tcpBytes());
    }

    /** How much more {@code what} is now than it was {@code before}. */
    double since(Usage before, ToLongFunction<Usage> what) {
        return (double) what.applyAsLong(this) - what.applyAsLong(before);
    }

    /** CPU time of the server, with the part that the kernel moved to a thread of its own. */
    long workNanos() {
        return cpuNanos + networkNanos;
    }
}
