package dev.rollcall.inventory;

import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Reading.Gone;
import dev.rollcall.inventory.Update.Confirmation;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
 * <p>Everything that changes it is called by one thread, the collector's; {@link #snapshot}, {@link #lastGood} and
 * {@link #refused} by any.
 */
public final class Inventory {
    private final Clock clock;
    private volatile int entriesMax;
    private final NavigableMap<EntryKey, Entry> entries = new TreeMap<>();
    private final Tombstones tombstones = new Tombstones();
    private final LastGood lastGood = new LastGood();
    private final Revival revival;
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
        this(Past.none(epoch), clock, entriesMax);
    }

    /**
     * An inventory that goes on from {@code past}, every entry shown as stale until a reading confirms or changes it. More
     * entries than {@code entriesMax} are taken, but no more are added.
     *
     * @param past its {@code seq} was never told to anybody: the restart has it for its own
     */
    public Inventory(Past past, Clock clock, int entriesMax) {
        this.clock = clock;
        this.entriesMax = entriesMax;
        this.revival = new Revival(past);
        Instant now = clock.instant();
        past.entries().forEach(entry -> {
            entries.put(entry.key(), Revival.stale(entry, now));
            lastGood.leave(entry);
        });
        tombstones.addAll(past.removals());
        this.snapshot = new Snapshot(
                past.cursor(), 0, now, List.copyOf(entries.values()), tombstones.removals(), revival.restored());
    }

    /** The state after the last batch. */
    public Snapshot snapshot() {
        return snapshot;
    }

    /**
     * The entries as they are to be remembered: those that are shown as stale since a restart as they were before it. Not for
     * other threads.
     */
    public List<Entry> lastKnown() {
        return entries.values().stream()
                .map(entry -> revival.original(entry.key()).orElse(entry))
                .toList();
    }

    /** When the version of {@code entry} was last read well; empty when nobody knows. Any thread. */
    public Optional<Instant> lastGood(Entry entry) {
        return lastGood.of(entry);
    }

    /** Most entries at once. */
    public int entriesMax() {
        return entriesMax;
    }

    /** From now on, {@code otherMax} entries at once: when there are more, they stay, but no more are added. */
    public void limitTo(int otherMax) {
        entriesMax = otherMax;
    }

    /** How many readings found no place for a new entry since the beginning. */
    public long refused() {
        return refused.get();
    }

    /**
     * Begins another numbering, in which nobody knows anything yet: whoever is here or comes back needs everything.
     *
     * @param cursor its beginning, beyond every number that was given out
     * @param known entries of this inventory as they are in that numbering: with other numbers, and with what is now known to
     *     have been before; all others stay as they are
     * @param revived entries of an earlier life that are not in this inventory: shown as stale until they are confirmed
     */
    public Snapshot begin(Cursor cursor, Collection<Entry> known, Collection<Entry> revived) {
        if (cursor.seq() <= snapshot.seq()) {
            throw new IllegalArgumentException("cursor: found " + cursor + "; must be beyond " + snapshot.cursor());
        }
        for (Entry entry : known) {
            if (revival.original(entry.key()).isPresent()) {
                revival.replace(entry);
                entries.computeIfPresent(entry.key(), (key, shown) -> shown.withSeq(entry.seq()));
            } else {
                entries.replace(entry.key(), entry);
            }
        }
        for (Entry entry : revived) {
            revival.add(entry, cursor.seq());
            entries.put(entry.key(), Revival.stale(entry, clock.instant()));
            lastGood.leave(entry);
        }
        tombstones.forgetBefore(cursor.seq());
        return show(cursor);
    }

    /**
     * Applies readings in their order. Each one that changes its entry, or removes it, gets the next number; one that
     * confirms it only moves {@code checked}, or takes back that it is stale since a restart, which gets a number too. A new entry beyond the limit takes the place of the one that is missing for
     * longest; where none is, or the new one itself has no version, it is refused and counted.
     */
    public Update apply(List<Reading> readings) {
        Batch batch = new Batch(snapshot.seq());
        for (Reading reading : readings) {
            if (needsRoom(reading)) {
                makeRoom(batch, reading.at());
            }
            apply(reading, batch);
        }
        return new Update(
                batch.changes,
                batch.confirmations,
                show(new Cursor(snapshot.cursor().epoch(), batch.seq)));
    }

    /** What came of the readings so far. */
    private static final class Batch {
        final List<Change> changes = new ArrayList<>();
        final List<Confirmation> confirmations = new ArrayList<>();
        /** The last number given out. */
        long seq;

        Batch(long seq) {
            this.seq = seq;
        }
    }

    private Snapshot show(Cursor cursor) {
        snapshot = new Snapshot(
                cursor,
                snapshot.revision() + 1,
                clock.instant(),
                List.copyOf(entries.values()),
                tombstones.removals(),
                revival.restored());
        return snapshot;
    }

    private boolean needsRoom(Reading reading) {
        return reading.outcome() instanceof Found
                && entries.size() >= entriesMax
                && !entries.containsKey(reading.subject().key());
    }

    /** What is installed is worth more than what has been missing for longest: names with versions in them pile up. */
    private void makeRoom(Batch batch, Instant at) {
        entries.values().stream()
                .filter(entry -> entry.status() == Status.MISSING)
                .min(Comparator.comparing(Entry::since))
                .ifPresent(entry -> remove(entry.key(), batch, at));
    }

    private void apply(Reading reading, Batch batch) {
        EntryKey key = reading.subject().key();
        if (reading.outcome() instanceof Gone) {
            remove(key, batch, reading.at());
            return;
        }
        Optional<Entry> revived = revival.original(key);
        @Nullable Entry before = revived.orElseGet(() -> entries.get(key));
        if (before == null && entries.size() >= entriesMax) {
            refused.incrementAndGet();
            return;
        }
        Entry after = Transition.after(before, reading, batch.seq + 1);
        if (before != null && !after.differsFrom(before)) {
            entries.put(key, after.withSeq(before.seq()));
            if (revived.isPresent()) {
                batch.confirmations.add(new Confirmation(key, ++batch.seq));
                revival.confirm(key, batch.seq);
            }
            return;
        }
        tombstones.drop(key);
        if (before != null) {
            lastGood.leave(before);
        }
        if (before != null && hasMoved(before, after)) {
            // Who shows the category that it left shows it no more; for all others it goes and comes in one event.
            tombstones.add(key, ++batch.seq);
            after = after.withSeq(batch.seq + 1);
        }
        batch.seq++;
        batch.changes.add(Change.to(before, after, reading.at()));
        entries.put(key, after);
        revival.drop(key);
    }

    private static boolean hasMoved(Entry before, Entry after) {
        return !before.subject().category().equals(after.subject().category());
    }

    private void remove(EntryKey key, Batch batch, Instant at) {
        Optional<Entry> revived = revival.original(key);
        @Nullable Entry shown = entries.remove(key);
        if (shown != null) {
            batch.seq++;
            batch.changes.add(Change.removal(revived.orElse(shown), batch.seq, at));
            tombstones.add(key, batch.seq);
            revival.drop(key);
            lastGood.forget(key);
        }
    }
}
