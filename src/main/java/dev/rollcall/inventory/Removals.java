package dev.rollcall.inventory;

import java.util.List;

/**
 * The removals that a snapshot remembers. Immutable.
 *
 * @param kept one per package that had an entry and has none now, in the order of their numbers
 * @param forgottenSeq number of the newest removal that is no longer remembered; zero when none was forgotten
 */
public record Removals(List<Removal> kept, long forgottenSeq) {
    /** Nothing was ever removed. */
    public static final Removals NONE = new Removals(List.of(), 0);

    /** Copies the list. */
    public Removals {
        kept = List.copyOf(kept);
    }
}
