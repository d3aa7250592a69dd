package dev.rollcall.hub;

import dev.rollcall.meters.Histogram;
import java.util.Arrays;

/**
 * When the updates were published that wait for the end of this turn. On the event loop of its hub; allocates nothing but for
 * the first updates, and for more at once than ever before.
 */
final class Publications {
    private long[] publishedNanos = new long[8];
    private int count;

    void add(long nanos) {
        if (count == publishedNanos.length) {
            publishedNanos = Arrays.copyOf(publishedNanos, 2 * count);
        }
        publishedNanos[count++] = nanos;
    }

    /** All that waited have been told, {@code nowNanos}; {@code histogram} counts each. */
    void told(long nowNanos, Histogram histogram) {
        for (int i = 0; i < count; i++) {
            histogram.record(nowNanos - publishedNanos[i]);
        }
        count = 0;
    }

    /** There was nobody to tell, or nothing. */
    void forget() {
        count = 0;
    }
}
