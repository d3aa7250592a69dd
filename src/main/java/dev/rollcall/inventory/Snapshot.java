package dev.rollcall.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The whole inventory at one moment. Immutable; any thread.
 *
 * @param cursor epoch and number of the last change in it
 * @param revision counts every snapshot of this process; of two with the same {@code cursor} the later one differs only in
 *     when entries were last checked
 * @param time when it was made
 * @param entries by host and package
 * @param removals what is no longer among them
 * @param restored what the last restart did to what clients know
 */
public record Snapshot(
        Cursor cursor, long revision, Instant time, List<Entry> entries, Removals removals, Restored restored) {
    private static final Comparator<Standing> BY_SEQ = Comparator.comparingLong(Standing::seq);

    /** Copies the list. */
    public Snapshot {
        entries = List.copyOf(entries);
    }

    /** One of a life that began with nothing. */
    public Snapshot(Cursor cursor, long revision, Instant time, List<Entry> entries, Removals removals) {
        this(cursor, revision, time, entries, removals, Restored.NOTHING);
    }

    /** Number of the last change in it. */
    public long seq() {
        return cursor.seq();
    }

    /** The entry of {@code key}; empty when it is not on the board. */
    public Optional<Entry> entry(EntryKey key) {
        return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
    }

    /**
     * What somebody who knew everything up to change {@code seq} lacks: the entries and the removals whose last change is
     * newer, and the entries whose state since a restart is news to them, in the order of their changes. One pass over both.
     * Complete only where {@link #reachesBackTo} says so.
     */
    public List<Standing> changedSince(long seq) {
        List<Standing> changed = new ArrayList<>();
        for (Entry entry : entries) {
            if (restored.isNews(entry, seq)) {
                changed.add(entry);
            }
        }
        for (Removal removal : removals.kept()) {
            if (removal.seq() > seq) {
                changed.add(removal);
            }
        }
        changed.sort(BY_SEQ);
        return changed;
    }

    /** Whether {@link #changedSince} is all that happened after change {@code seq}: no newer removal was forgotten. */
    public boolean reachesBackTo(long seq) {
        return seq >= removals.forgottenSeq();
    }

    /**
     * Whether somebody who comes back with {@code other} can be brought level by {@link #changedSince}: it is a point of
     * this epoch that has been reached already, and no removal since then was forgotten.
     */
    public boolean canResumeFrom(Cursor other) {
        return other.epoch().equals(cursor.epoch()) && other.seq() <= cursor.seq() && reachesBackTo(other.seq());
    }
}
