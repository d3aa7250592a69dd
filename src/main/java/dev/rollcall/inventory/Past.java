package dev.rollcall.inventory;

import java.util.List;
import java.util.Map;

/**
 * What an earlier life of the server left to this one. Immutable.
 *
 * @param cursor where the numbering goes on: nobody was told of anything beyond
 * @param entries the last known state of each
 * @param toldSeqs of entries about which clients were last told something else than their last change, the number of that
 * @param staleSeqs of entries that were still shown as stale since a restart when that life ended, the number of the first
 *     restart that they have been so since
 * @param removals what was removed
 */
public record Past(
        Cursor cursor,
        List<Entry> entries,
        Map<EntryKey, Long> toldSeqs,
        Map<EntryKey, Long> staleSeqs,
        Removals removals) {

    /** Copies the collections. */
    public Past {
        entries = List.copyOf(entries);
        toldSeqs = Map.copyOf(toldSeqs);
        staleSeqs = Map.copyOf(staleSeqs);
    }

    /** There was none: a numbering that begins. */
    public static Past none(String epoch) {
        return new Past(new Cursor(epoch, 0), List.of(), Map.of(), Map.of(), Removals.NONE);
    }

    /** The same state, of which nobody knows anything under the numbers of {@code epoch}. */
    public Past in(String epoch) {
        return new Past(
                new Cursor(epoch, cursor.seq()), entries, toldSeqs, staleSeqs, new Removals(List.of(), cursor.seq()));
    }

    /** The same state at a later number. */
    public Past at(Cursor later) {
        return new Past(later, entries, toldSeqs, staleSeqs, removals);
    }
}
