package dev.rollcall.collect;

import dev.rollcall.inventory.Change;
import dev.rollcall.inventory.ChangeKind;
import dev.rollcall.probe.ProbeCounters;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What the collecting wing has done since the process began, for whoever shows it. Any thread. */
public final class CollectCounters {
    private final ProbeCounters probes = new ProbeCounters();
    private final Map<ChangeKind, LongAdder> changes = new EnumMap<>(ChangeKind.class);

    /** Counts from zero. */
    public CollectCounters() {
        for (ChangeKind kind : ChangeKind.values()) {
            changes.put(kind, new LongAdder());
        }
    }

    /** What the probes do. */
    public ProbeCounters probes() {
        return probes;
    }

    /** Changes of this kind that were published. */
    long changes(ChangeKind kind) {
        return Objects.requireNonNull(changes.get(kind)).sum();
    }

    void published(List<Change> published) {
        published.forEach(change -> change.kind()
                .ifPresent(kind -> Objects.requireNonNull(changes.get(kind)).increment()));
    }
}
