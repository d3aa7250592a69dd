package dev.rollcall.inventory;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
     * @param staleSeq the number of the restart since which it is or was shown as stale: of this one, or of an earlier one
     *     whose life ended before it was confirmed
     * @param confirmedSeq the number of its confirmation; zero as long as it is stale
     */
    public record Told(long beforeSeq, long staleSeq, long confirmedSeq) {

        /** Whether it is shown as it was before the restart. */
        public boolean isConfirmed() {
            return confirmedSeq > 0;
        }

        /** Whether somebody who knew everything up to {@code knownSeq} of an earlier life knows it as it is now. */
        private boolean isKnown(long knownSeq) {
            return isConfirmed() && beforeSeq <= knownSeq && knownSeq < staleSeq;
        }
    }

    /** The entries that nobody has confirmed yet. */
    public Set<EntryKey> unconfirmed() {
        return told.entrySet().stream()
                .filter(e -> !e.getValue().isConfirmed())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
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
        return knownSeq < seq ? !extra.isKnown(knownSeq) : extra.confirmedSeq() > knownSeq;
    }
}
