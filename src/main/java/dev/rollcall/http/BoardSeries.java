package dev.rollcall.http;

import dev.rollcall.config.MetricsConfig;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Status;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The board itself as Prometheus reads it: the versions as labels, made anew from the state at each scrape, so that what
 * left the board leaves Prometheus too. Any thread; not an event loop, for 10,000 entries take some 40 ms of a processor.
 */
public final class BoardSeries implements MultiCollector {
    private static final String INFO = "rollcall_package";
    private static final String OMITTED = "rollcall_package_info_omitted";
    private static final String STATUSES = "rollcall_packages";
    private static final String[] LABELS = {"host", "package", "version", "status"};
    /** What Prometheus would end a line at, or has no characters for. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]|\\p{Cs}");

    private final Supplier<Snapshot> state;
    private final Supplier<MetricsConfig> config;

    /**
     * The board that {@code state} shows.
     *
     * @param config how many entries may be told; as it is at the moment of a scrape
     */
    public BoardSeries(Supplier<Snapshot> state, Supplier<MetricsConfig> config) {
        this.state = state;
        this.config = config;
    }

    @Override
    public MetricSnapshots collect() {
        List<Entry> entries = state.get().entries();
        int told = Math.min(entries.size(), config.get().entries());
        return MetricSnapshots.of(info(entries.subList(0, told)), omitted(entries.size() - told), statuses(entries));
    }

    private static MetricSnapshot info(List<Entry> entries) {
        InfoSnapshot.Builder info = InfoSnapshot.builder()
                .name(INFO)
                .help("The version that runs, or the last one that could be read. Always 1.");
        for (Entry entry : entries) {
            String[] values = {
                printable(entry.key().host()),
                printable(entry.key().packageName()),
                printable(entry.version()),
                entry.status().wireName()
            };
            info.dataPoint(InfoDataPointSnapshot.builder()
                    .labels(Labels.of(LABELS, values))
                    .build());
        }
        return info.build();
    }

    private static MetricSnapshot omitted(int count) {
        return GaugeSnapshot.builder()
                .name(OMITTED)
                .help("Entries of the board beyond metrics.entries, which are not told.")
                .dataPoint(GaugeDataPointSnapshot.builder().value(count).build())
                .build();
    }

    private static MetricSnapshot statuses(List<Entry> entries) {
        Map<Status, Integer> counts = new EnumMap<>(Status.class);
        entries.forEach(entry -> counts.merge(entry.status(), 1, Integer::sum));
        GaugeSnapshot.Builder statuses = GaugeSnapshot.builder().name(STATUSES).help("Entries of the board by status.");
        for (Status status : Status.values()) {
            statuses.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("status", status.wireName()))
                    .value(counts.getOrDefault(status, 0))
                    .build());
        }
        return statuses.build();
    }

    private static String printable(@Nullable String text) {
        return UNPRINTABLE.matcher(Objects.requireNonNullElse(text, "")).replaceAll("\uFFFD");
    }
}
