package dev.rollcall.inventory;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry went from one state to another, came, or went.
 *
 * @param before the state until now, or null when the entry is new
 * @param after the new state, or null when the entry was removed
 * @param seq the number of this change; the {@code seq} of {@code after} where there is one
 * @param at when it was noticed
 */
public record Change(@Nullable Entry before, @Nullable Entry after, long seq, Instant at) {

    /** Refuses a change of nothing, and a new state with another number. */
    public Change {
        if (before == null && after == null) {
            throw new IllegalArgumentException("after: found null; must be there, as nothing was before");
        }
        if (after != null && after.seq() != seq) {
            throw new IllegalArgumentException("seq: found " + seq + "; must be that of " + after);
        }
    }

    /** An entry came, where {@code before} is null, or changed. */
    public static Change to(@Nullable Entry before, Entry after, Instant at) {
        return new Change(before, after, after.seq(), at);
    }

    /** An entry was removed by change number {@code seq}. */
    public static Change removal(Entry before, long seq, Instant at) {
        return new Change(before, null, seq, at);
    }

    /** Host and package. */
    public EntryKey key() {
        return subject().key();
    }

    /** What it is a change of, as it is called now. */
    public Subject subject() {
        return after != null ? after.subject() : Objects.requireNonNull(before).subject();
    }

    /** What kind of change it is; empty when nothing but a label or a category became another one. */
    public Optional<ChangeKind> kind() {
        return ChangeKind.of(before, after);
    }
}
