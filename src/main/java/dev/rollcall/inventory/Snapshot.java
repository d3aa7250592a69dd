package dev.rollcall.inventory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The whole inventory at one moment. Immutable; any thread.
 *
 * @param cursor epoch and number of the last change in it
 * @param revision counts every snapshot of this process; of two with the same {@code cursor} the later one differs only in
 *     when entries were last checked
 * @param time when it was made
 * @param entries by host and package
 */
public record Snapshot(Cursor cursor, long revision, Instant time, List<Entry> entries) {

    /** Copies the list. */
    public Snapshot {
        entries = List.copyOf(entries);
    }

    /** Number of the last change in it. */
    public long seq() {
        return cursor.seq();
    }

    /**
     * What somebody who knew everything up to change {@code seq} lacks: the entries whose last change is newer, in the
     * order of their changes. One pass over the entries.
     */
    public List<Entry> changedSince(long seq) {
        return entries.stream()
                .filter(entry -> entry.seq() > seq)
                .sorted(Comparator.comparingLong(Entry::seq))
                .toList();
    }

    /**
     * Whether somebody who comes back with {@code other} can be brought level by {@link #changedSince}: it is a point of
     * this epoch that has been reached already.
     */
    public boolean canResumeFrom(Cursor other) {
        return other.epoch().equals(cursor.epoch()) && other.seq() <= cursor.seq();
    }
}
