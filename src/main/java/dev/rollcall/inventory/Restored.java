package dev.rollcall.inventory;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a restart did to what clients know. After it every entry is shown as stale until it is confirmed; whoever knew it
 * before the restart and comes back after it was confirmed has missed nothing, whoever saw it stale has. Immutable.
 *
 * @param seq number of the restart; zero when this life began with nothing
 * @param told for each entry that has not changed since the restart, what was told of it
 */
public record Restored(long seq, Map<EntryKey, Told> told) {
    /** This life began with nothing. */
    public static final Restored NOTHING = new Restored(0, Map.of());

    /** Copies the map. */
    public Restored {
        told = Map.copyOf(told);
    }

    /**
     * What clients were told of an entry besides its last change.
     *
     * @param beforeSeq the last number before the restart under which something was told of it
     * @param confirmedSeq the number of its confirmation; zero as long as it is stale
     */
    public record Told(long beforeSeq, long confirmedSeq) {

        boolean isConfirmed() {
            return confirmedSeq > 0;
        }

        /** The last number under which anything was told of it. */
        public long lastSeq() {
            return Math.max(beforeSeq, confirmedSeq);
        }
    }

    /** Whether somebody who knew everything up to {@code knownSeq} knows another state of {@code entry} than this one. */
    boolean isNews(Entry entry, long knownSeq) {
        if (entry.seq() > knownSeq) {
            return true;
        }
        @Nullable Told extra = told.get(entry.key());
        if (extra == null) {
            return false;
        }
        return knownSeq < seq ? !extra.isConfirmed() || extra.beforeSeq() > knownSeq : extra.confirmedSeq() > knownSeq;
    }
}
