package dev.rollcall.meters;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.util.concurrent.TimeUnit;

/** A {@link Histogram} as Prometheus reads it: added up from scrape to scrape by Prometheus, not by us. Any thread. */
public final class HistogramSeries implements Collector {
    private static final double SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String name;
    private final String help;
    private final Histogram histogram;

    /** @param name with its unit, {@code _seconds}, at the end */
    public HistogramSeries(String name, String help, Histogram histogram) {
        this.name = name;
        this.help = help;
        this.histogram = histogram;
    }

    @Override
    public HistogramSnapshot collect() {
        long[] bounds = histogram.boundsNanos();
        long[] counts = histogram.counts();
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (int i = 0; i < counts.length; i++) {
            buckets.bucket(i < bounds.length ? bounds[i] / SECOND_NANOS : Double.POSITIVE_INFINITY, counts[i]);
        }
        HistogramDataPointSnapshot point = HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(buckets.build())
                .sum(histogram.sumNanos() / SECOND_NANOS)
                .build();
        return HistogramSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(point)
                .build();
    }
}
