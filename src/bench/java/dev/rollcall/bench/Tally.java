package dev.rollcall.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * What the streams received of the broadcasts of one phase. Written by the one thread that receives; {@link #delivered()} may
 * be read by any, the rest when that thread is known to be idle.
 */
final class Tally {
    private static final int PRECISION_DIGITS = 2;
    private static final long LATENCY_NANOS_MAX = TimeUnit.MINUTES.toNanos(10);

    private final long firstSequence;
    private final int[] receivers;
    private final long[] firstNanos;
    private final long[] lastNanos;
    private final long[] stampNanos;
    private final Histogram latenciesNanos = new Histogram(LATENCY_NANOS_MAX, PRECISION_DIGITS);
    private final AtomicLong delivered = new AtomicLong();
    private long repeated;
    private long late;
    private long lastReceiptNanos;

    Tally(long firstSequence, int broadcasts) {
        this.firstSequence = firstSequence;
        this.receivers = new int[broadcasts];
        this.firstNanos = new long[broadcasts];
        this.lastNanos = new long[broadcasts];
        this.stampNanos = new long[broadcasts];
    }

    /** One stream has this broadcast, for the first time. */
    void received(long sequence, long sentNanos, long nowNanos) {
        long index = sequence - firstSequence;
        if (index < 0 || index >= receivers.length) {
            late++;
            return;
        }
        int i = (int) index;
        if (receivers[i]++ == 0) {
            firstNanos[i] = nowNanos;
            stampNanos[i] = sentNanos;
        }
        lastNanos[i] = nowNanos;
        latenciesNanos.recordValue(Math.min(LATENCY_NANOS_MAX, Math.max(0, nowNanos - sentNanos)));
        lastReceiptNanos = nowNanos;
        // One thread writes, and what it wrote before is seen by who reads this.
        delivered.lazySet(delivered.getPlain() + 1);
    }

    /** One stream got a broadcast once more, or an older one than the last. */
    void repeated() {
        repeated++;
    }

    /** How many receipts there were, over all broadcasts and streams. */
    long delivered() {
        return delivered.get();
    }

    /** How many receipts should not have been. */
    long duplicates() {
        return repeated;
    }

    /** How many receipts belonged to broadcasts of an earlier phase. */
    long late() {
        return late;
    }

    /** When the last receipt was, by {@link System#nanoTime()}. */
    long lastReceiptNanos() {
        return lastReceiptNanos;
    }

    /** The time from publish to receipt that so many of a hundred receipts did not exceed. */
    double latencyMillis(double percentile) {
        return millis(latenciesNanos.getValueAtPercentile(percentile));
    }

    /** From the first stream that had a broadcast to the last one: the median over the broadcasts. */
    double spreadMillis() {
        return median(IntStream.range(0, receivers.length)
                .mapToLong(i -> lastNanos[i] - firstNanos[i])
                .toArray());
    }

    /** From publishing to the last stream that had it: the median over the broadcasts. */
    double completeMillis() {
        return median(IntStream.range(0, receivers.length)
                .mapToLong(i -> lastNanos[i] - stampNanos[i])
                .toArray());
    }

    private static double median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos.length == 0 ? 0 : millis(nanos[nanos.length / 2]);
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
