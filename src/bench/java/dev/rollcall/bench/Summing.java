package dev.rollcall.bench;

import java.util.concurrent.TimeUnit;

/** Makes figures of what was counted. */
final class Summing {
    private static final double PER_MILLION = 1e6;

    private final Tally tally;
    private final long expected;
    private final Usage before;
    private final Usage after;

    Summing(Tally tally, long expected, Usage before, Usage after) {
        this.tally = tally;
        this.expected = expected;
        this.before = before;
        this.after = after;
    }

    /** All that broadcasts are judged by; {@code startNanos} is when the first one was published. */
    Figures figures(long startNanos) {
        double delivered = tally.delivered();
        double seconds = seconds(tally.lastReceiptNanos() - startNanos);
        double workNanos = after.since(before, Usage::workNanos);
        double clientNanos = after.since(before, Usage::clientNanos);
        return latencies(new Figures())
                .put(Figure.DELIVERED, delivered)
                .put(Figure.MISSED, expected - delivered)
                .put(Figure.DUPLICATES, tally.duplicates())
                .put(Figure.LATE, tally.late())
                .put(Figure.SECONDS, seconds)
                .put(Figure.DELIVERIES_PER_SECOND, delivered / seconds)
                .put(Figure.CPU_SECONDS_PER_MILLION, seconds(workNanos) * PER_MILLION / delivered)
                .put(Figure.GARBAGE_BYTES_PER_DELIVERY, after.since(before, Usage::allocatedBytes) / delivered)
                .put(Figure.OTHERS_SECONDS, Math.max(0, seconds(after.since(before, Usage::coreBusyNanos) - workNanos)))
                .put(Figure.SERVER_BUSY_PERCENT, 100 * seconds(workNanos) / seconds)
                .put(Figure.CLIENT_BUSY_PERCENT, 100 * seconds(clientNanos) / seconds);
    }

    private Figures latencies(Figures figures) {
        return figures.put(Figure.P50_MILLIS, tally.latencyMillis(50))
                .put(Figure.P99_MILLIS, tally.latencyMillis(99))
                .put(Figure.MAX_MILLIS, tally.latencyMillis(100))
                .put(Figure.SPREAD_MILLIS, tally.spreadMillis())
                .put(Figure.COMPLETE_MILLIS, tally.completeMillis());
    }

    private static double seconds(double nanos) {
        return nanos / TimeUnit.SECONDS.toNanos(1);
    }
}
