package dev.rollcall.http;

import dev.rollcall.hub.Filter;
import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.Snapshot;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The {@link Summary} of the state now, counted once for all who ask for the same: after each change, and once a minute, as
 * "within 24 hours" moves on by itself. Thread-safe: one for all event loops.
 */
public final class Summaries {
    /** Distinct choices that are remembered; beyond that each asks for itself. */
    private static final int KEPT_MAX = 256;

    private final Supplier<Snapshot> state;
    private final Clock clock;
    private final Map<Filter, Body> kept = new HashMap<>();
    private Counted counted = new Counted(new Cursor("0", 0), Instant.MIN);

    /** What the kept ones are of. */
    private record Counted(Cursor cursor, Instant minute) {}

    /** Of what {@code state} says, by {@code clock}. */
    public Summaries(Supplier<Snapshot> state, Clock clock) {
        this.state = state;
        this.clock = clock;
    }

    /** Of what {@code filter} passes. Under one lock, so that no two threads count the same. */
    synchronized Body of(Filter filter) {
        Snapshot snapshot = state.get();
        Instant now = clock.instant();
        Counted wanted = new Counted(snapshot.cursor(), now.truncatedTo(ChronoUnit.MINUTES));
        if (!counted.equals(wanted)) {
            counted = wanted;
            kept.clear();
        }
        Body known = kept.get(filter);
        if (known != null) {
            return known;
        }
        Body body = Body.of(Summary.of(snapshot, filter, now).encode());
        if (kept.size() < KEPT_MAX) {
            kept.put(filter, body);
        }
        return body;
    }
}
