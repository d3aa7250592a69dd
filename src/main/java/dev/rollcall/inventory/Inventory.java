package dev.rollcall.inventory;

import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Reading.Gone;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * All entries: the state. Numbers each change. Bounded: a new entry that finds no place is refused.
 *
 * <p>{@link #apply} is called by one thread, the collector's; {@link #snapshot} and {@link #refused} by any.
 */
public final class Inventory {
    private final Clock clock;
    private final int entriesMax;
    private final NavigableMap<EntryKey, Entry> entries = new TreeMap<>();
    private final Tombstones tombstones = new Tombstones();
    private volatile Snapshot snapshot;
    private final AtomicLong refused = new AtomicLong();

    /**
     * An empty inventory.
     *
     * @param epoch names the numbering that begins here; never used before
     * @param clock says when a snapshot is made
     * @param entriesMax most entries at once
     */
    public Inventory(String epoch, Clock clock, int entriesMax) {
        this.clock = clock;
        this.entriesMax = entriesMax;
        this.snapshot = new Snapshot(new Cursor(epoch, 0), 0, clock.instant(), List.of(), Removals.NONE);
    }

    /** The state after the last batch. */
    public Snapshot snapshot() {
        return snapshot;
    }

    /** Most entries at once. */
    public int entriesMax() {
        return entriesMax;
    }

    /** How many readings found no place for a new entry since the beginning. */
    public long refused() {
        return refused.get();
    }

    /**
     * Applies readings in their order. Each one that changes its entry, or removes it, gets the next number; one that
     * confirms it only moves {@code checked}. A new entry beyond the limit takes the place of the one that is missing for
     * longest; where none is, or the new one itself has no version, it is refused and counted.
     */
    public Update apply(List<Reading> readings) {
        Snapshot before = snapshot;
        long seq = before.seq();
        List<Change> changes = new ArrayList<>();
        for (Reading reading : readings) {
            Optional<Change> room = needsRoom(reading) ? makeRoom(seq + 1) : Optional.empty();
            room.ifPresent(changes::add);
            seq += room.isPresent() ? 1 : 0;
            Optional<Change> change = apply(reading, seq + 1);
            change.ifPresent(changes::add);
            seq += change.isPresent() ? 1 : 0;
        }
        Cursor cursor = new Cursor(before.cursor().epoch(), seq);
        snapshot = new Snapshot(
                cursor, before.revision() + 1, clock.instant(), List.copyOf(entries.values()), tombstones.removals());
        return new Update(changes, snapshot);
    }

    private boolean needsRoom(Reading reading) {
        return reading.outcome() instanceof Found
                && entries.size() >= entriesMax
                && !entries.containsKey(reading.subject().key());
    }

    /** What is installed is worth more than what has been missing for longest: names with versions in them pile up. */
    private Optional<Change> makeRoom(long nextSeq) {
        return entries.values().stream()
                .filter(entry -> entry.status() == Status.MISSING)
                .min(Comparator.comparing(Entry::since))
                .flatMap(entry -> remove(entry.key(), nextSeq));
    }

    private Optional<Change> apply(Reading reading, long nextSeq) {
        EntryKey key = reading.subject().key();
        if (reading.outcome() instanceof Gone) {
            return remove(key, nextSeq);
        }
        @Nullable Entry before = entries.get(key);
        if (before == null && entries.size() >= entriesMax) {
            refused.incrementAndGet();
            return Optional.empty();
        }
        Entry after = Transition.after(before, reading, nextSeq);
        if (before != null && !after.differsFrom(before)) {
            entries.put(key, after.withSeq(before.seq()));
            return Optional.empty();
        }
        entries.put(key, after);
        tombstones.drop(key);
        return Optional.of(Change.to(before, after));
    }

    private Optional<Change> remove(EntryKey key, long nextSeq) {
        @Nullable Entry before = entries.remove(key);
        if (before == null) {
            return Optional.empty();
        }
        tombstones.add(key, nextSeq);
        return Optional.of(Change.removal(before, nextSeq));
    }
}
