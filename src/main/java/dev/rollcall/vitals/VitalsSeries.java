package dev.rollcall.vitals;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How late each event loop is, and how many threads wait for each other, as Prometheus reads it. Any thread. */
public final class VitalsSeries implements MultiCollector {
    private static final String LATEST = "rollcall_event_loop_delay_max_seconds";
    private static final String DEADLOCKED = "rollcall_deadlocked_threads";
    private static final double SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Vitals vitals;

    /** The series of {@code vitals}. */
    public VitalsSeries(Vitals vitals) {
        this.vitals = vitals;
    }

    @Override
    public MetricSnapshots collect() {
        GaugeSnapshot.Builder latest = GaugeSnapshot.builder()
                .name(LATEST)
                .help("The latest that each event loop was in the last minute or two.");
        vitals.latest()
                .forEach((loop, late) -> latest.dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(Labels.of("loop", loop))
                        .value(seconds(late))
                        .build()));
        GaugeSnapshot deadlocked = GaugeSnapshot.builder()
                .name(DEADLOCKED)
                .help("Threads that wait for each other for ever.")
                .dataPoint(GaugeDataPointSnapshot.builder()
                        .value(vitals.deadlocked())
                        .build())
                .build();
        return MetricSnapshots.of(latest.build(), deadlocked);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / SECOND_NANOS;
    }
}
