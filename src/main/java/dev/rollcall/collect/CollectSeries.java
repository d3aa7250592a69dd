package dev.rollcall.collect;

import dev.rollcall.inventory.ChangeKind;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.probe.PackageRuns;
import dev.rollcall.probe.RunOutcome;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * The metrics of the collecting wing as Prometheus reads them, made anew at each scrape: the series of a package go when it is
 * no longer asked about. Any thread.
 */
public final class CollectSeries implements MultiCollector {
    private static final String RUNS = "rollcall_probe_runs";
    private static final String DURATION = "rollcall_probe_duration_seconds";
    private static final String LONGEST = "rollcall_probe_duration_max_seconds";
    private static final String WORKERS = "rollcall_probe_workers";
    private static final String BUSY = "rollcall_probe_workers_busy";
    private static final String WAITING = "rollcall_probe_waiting";
    private static final String MAX = "rollcall_packages_max";
    private static final String REFUSED = "rollcall_packages_refused";
    private static final String CHANGES = "rollcall_changes";
    private static final String PACKAGE = "package";
    private static final double SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final CollectCounters counters;
    private final IntSupplier workers;
    private final Inventory inventory;

    /**
     * The metrics of what {@code counters} counts and of the limits of {@code inventory}.
     *
     * @param workers how many there are now
     */
    public CollectSeries(CollectCounters counters, IntSupplier workers, Inventory inventory) {
        this.inventory = inventory;
        this.counters = counters;
        this.workers = workers;
    }

    @Override
    public MetricSnapshots collect() {
        Map<String, PackageRuns> packages = counters.probes().packages();
        return MetricSnapshots.of(
                runs(packages),
                durations(packages),
                longest(packages),
                gauge(WORKERS, "Commands that may run at once: collect.workers.", workers.getAsInt()),
                gauge(BUSY, "Commands that run.", counters.probes().busy()),
                gauge(
                        WAITING,
                        "Commands that wait for a worker.",
                        counters.probes().waiting()),
                gauge(MAX, "Most entries on the board: collect.entries.", inventory.entriesMax()),
                refused(),
                changes());
    }

    private static MetricSnapshot runs(Map<String, PackageRuns> packages) {
        CounterSnapshot.Builder all =
                CounterSnapshot.builder().name(RUNS).help("Runs of the command that a package is asked by.");
        packages.forEach((name, runs) -> {
            for (RunOutcome outcome : RunOutcome.values()) {
                all.dataPoint(CounterDataPointSnapshot.builder()
                        .labels(Labels.of(PACKAGE, name, "outcome", outcome.label()))
                        .value((double) runs.count(outcome))
                        .build());
            }
        });
        return all.build();
    }

    private static MetricSnapshot durations(Map<String, PackageRuns> packages) {
        SummarySnapshot.Builder all = SummarySnapshot.builder().name(DURATION).help("How long those runs took.");
        packages.forEach((name, runs) -> all.dataPoint(SummaryDataPointSnapshot.builder()
                .labels(Labels.of(PACKAGE, name))
                .count(runs.count())
                .sum(seconds(runs.took()))
                .build()));
        return all.build();
    }

    private static MetricSnapshot longest(Map<String, PackageRuns> packages) {
        GaugeSnapshot.Builder all =
                GaugeSnapshot.builder().name(LONGEST).help("The longest of those runs in the last hour or two.");
        packages.forEach((name, runs) -> all.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(Labels.of(PACKAGE, name))
                .value(seconds(runs.longest()))
                .build()));
        return all.build();
    }

    private static MetricSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
                .build();
    }

    private MetricSnapshot refused() {
        return CounterSnapshot.builder()
                .name(REFUSED)
                .help("Readings that found no place for a new entry.")
                .dataPoint(CounterDataPointSnapshot.builder()
                        .value((double) inventory.refused())
                        .build())
                .build();
    }

    private MetricSnapshot changes() {
        CounterSnapshot.Builder all = CounterSnapshot.builder().name(CHANGES).help("Changes that were published.");
        for (ChangeKind kind : ChangeKind.values()) {
            all.dataPoint(CounterDataPointSnapshot.builder()
                    .labels(Labels.of("kind", kind.wireName()))
                    .value((double) counters.changes(kind))
                    .build());
        }
        return all.build();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / SECOND_NANOS;
    }
}
