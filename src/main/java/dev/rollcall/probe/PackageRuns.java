package dev.rollcall.probe;

import dev.rollcall.meters.Peak;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** The runs of one package since it is asked about. Thread-safe. */
public final class PackageRuns {
    /** Longer than most intervals. */
    private static final Duration PEAK_SPAN = Duration.ofHours(1);

    private final Map<RunOutcome, LongAdder> counts = new EnumMap<>(RunOutcome.class);
    private final LongAdder nanos = new LongAdder();
    private final Peak longest = new Peak(PEAK_SPAN, System.nanoTime());

    PackageRuns() {
        for (RunOutcome outcome : RunOutcome.values()) {
            counts.put(outcome, new LongAdder());
        }
    }

    /** How many went so. */
    public long count(RunOutcome outcome) {
        return Objects.requireNonNull(counts.get(outcome)).sum();
    }

    /** How many there were. */
    public long count() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** How long all of them took together. */
    public Duration took() {
        return Duration.ofNanos(nanos.sum());
    }

    /** The longest of the last hour or two. */
    public Duration longest() {
        return Duration.ofNanos(longest.value(System.nanoTime()));
    }

    void ran(RunOutcome outcome, Duration took) {
        Objects.requireNonNull(counts.get(outcome)).increment();
        nanos.add(took.toNanos());
        longest.record(took.toNanos(), System.nanoTime());
    }
}
