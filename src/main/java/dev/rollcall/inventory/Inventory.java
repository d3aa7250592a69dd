package dev.rollcall.inventory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All entries: the state. Numbers each change.
 *
 * <p>{@link #apply} is called by one thread, the collector's; {@link #snapshot} by any.
 */
public final class Inventory {
    private final Clock clock;
    private final NavigableMap<EntryKey, Entry> entries = new TreeMap<>();
    private volatile Snapshot snapshot;

    /**
     * An empty inventory.
     *
     * @param epoch names the numbering that begins here; never used before
     * @param clock says when a snapshot is made
     */
    public Inventory(String epoch, Clock clock) {
        this.clock = clock;
        this.snapshot = new Snapshot(new Cursor(epoch, 0), 0, clock.instant(), List.of());
    }

    /** The state after the last batch. */
    public Snapshot snapshot() {
        return snapshot;
    }

    /**
     * Applies readings in their order. Each one that changes its entry gets the next number; one that confirms it only
     * moves {@code checked}.
     */
    public Update apply(List<Reading> readings) {
        Snapshot before = snapshot;
        long seq = before.seq();
        List<Change> changes = new ArrayList<>();
        for (Reading reading : readings) {
            Optional<Change> change = apply(reading, seq + 1);
            if (change.isPresent()) {
                changes.add(change.get());
                seq++;
            }
        }
        Cursor cursor = new Cursor(before.cursor().epoch(), seq);
        snapshot = new Snapshot(cursor, before.revision() + 1, clock.instant(), List.copyOf(entries.values()));
        return new Update(changes, snapshot);
    }

    private Optional<Change> apply(Reading reading, long nextSeq) {
        EntryKey key = reading.subject().key();
        @Nullable Entry before = entries.get(key);
        Entry after = Transition.after(before, reading, nextSeq);
        if (before != null && !after.differsFrom(before)) {
            entries.put(key, after.withSeq(before.seq()));
            return Optional.empty();
        }
        entries.put(key, after);
        return Optional.of(new Change(before, after));
    }
}
