package dev.rollcall.bench;

import java.util.Locale;

/** One thing that is measured: its name in the results, unit last, and its column in the report. */
enum Figure {
    /** Receipts, over all broadcasts and streams. */
    DELIVERED("delivered", 0),
    /** Receipts that did not come within the limits. */
    MISSED("missed", 0),
    /** Receipts that should not have been. */
    DUPLICATES("dup", 0),
    /** Receipts of an earlier phase. */
    LATE("late", 0),
    /** Streams that ended, or were never opened. */
    LOST("lost", 0),
    /** From the first post to the last receipt. */
    SECONDS("s", 2),
    /** CPU seconds of the server per million deliveries; the steadiest figure on a busy machine. */
    CPU_SECONDS_PER_MILLION("CPU s/M", 2),
    DELIVERIES_PER_SECOND("deliv/s", 0),
    /** From publishing to receipt, as are the next two. */
    P50_MILLIS("p50 ms", 2),
    P99_MILLIS("p99 ms", 2),
    MAX_MILLIS("max ms", 1),
    /** From the first stream that has a broadcast to the last: the median over the broadcasts. */
    SPREAD_MILLIS("spread ms", 2),
    /** From publishing to the last stream that has it: the median over the broadcasts. */
    COMPLETE_MILLIS("complete ms", 2),
    /** What the server's threads allocated. */
    GARBAGE_BYTES_PER_DELIVERY("garbage B", 0),
    /** The largest in the phase, looked at every quarter of a second. */
    RSS_MAX_MEBIBYTES("RSS max MiB", 0),
    /** The largest in the phase; of the whole machine, less what was there before the run. */
    TCP_MAX_MEBIBYTES("sockets max MiB", 0),
    /** How long the server's core was busy with something else: when high, distrust latencies and rates. */
    OTHERS_SECONDS("others s", 2),
    /** Of the time of the phase, as is the next one. */
    SERVER_BUSY_PERCENT("server %", 0),
    /** When this is near 100 and the server's is not, it is the client that was measured. */
    CLIENT_BUSY_PERCENT("client %", 0),

    OPENED("opened", 0),
    CONNECTS_PER_SECOND("conn/s", 0),
    CPU_MICROS_PER_CONNECT("CPU µs/conn", 1),

    /** After a garbage collection, as all that follow. */
    RSS_MEBIBYTES("RSS MiB", 0),
    /** What came on top of the same server without streams. */
    RSS_KIBIBYTES_PER_STREAM("RSS KiB/stream", 2),
    HEAP_KIBIBYTES_PER_STREAM("heap KiB/stream", 2),
    HEAP_MEBIBYTES("heap MiB", 1),
    RSS_GROWTH_MEBIBYTES("RSS growth MiB", 0),
    /** Kernel memory in socket buffers while nothing is sent: what stalled clients hold. */
    TCP_KIBIBYTES_PER_STALLED("sockets KiB/stalled", 0),
    STALLED_ENDED("stalled, ended", 0);

    private final String title;
    private final int decimals;

    Figure(String title, int decimals) {
        this.title = title;
        this.decimals = decimals;
    }

    /** The head of its column. */
    String title() {
        return title;
    }

    /** As it is printed. */
    String shown(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
