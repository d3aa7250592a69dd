package dev.rollcall.meters;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts durations in buckets that are fixed when it is made. To count one costs a look at its bounds and two additions, and
 * allocates nothing. Thread-safe; a reader may see a moment in which one is half counted.
 */
public final class Histogram {
    private final long[] boundsNanos;
    /** One more than there are bounds: what is longer than the last. */
    private final LongAdder[] counts;

    private final LongAdder sumNanos = new LongAdder();

    /** @param bounds upper bounds of the buckets, each of which counts what is as long or shorter, in ascending order */
    public Histogram(List<Duration> bounds) {
        boundsNanos = bounds.stream().mapToLong(Duration::toNanos).toArray();
        for (int i = 1; i < boundsNanos.length; i++) {
            if (boundsNanos[i] <= boundsNanos[i - 1]) {
                throw new IllegalArgumentException("bounds: found " + bounds + "; must ascend");
            }
        }
        counts = new LongAdder[boundsNanos.length + 1];
        Arrays.setAll(counts, i -> new LongAdder());
    }

    /** Counts one; a negative one as none at all, for clocks of two processors may differ by a little. */
    public void record(long nanos) {
        long counted = Math.max(0, nanos);
        int bucket = 0;
        while (bucket < boundsNanos.length && counted > boundsNanos[bucket]) {
            bucket++;
        }
        counts[bucket].increment();
        sumNanos.add(counted);
    }

    /** The upper bounds, in nanoseconds. */
    long[] boundsNanos() {
        return boundsNanos.clone();
    }

    /** How many fell into each bucket, not added up; the last is for what is longer than the last bound. */
    public long[] counts() {
        return Arrays.stream(counts).mapToLong(LongAdder::sum).toArray();
    }

    /** How many there were. */
    public long count() {
        return Arrays.stream(counts()).sum();
    }

    /** All of them together. */
    public long sumNanos() {
        return sumNanos.sum();
    }
}
