package dev.rollcall.inventory;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers a bounded number of removals, the oldest forgotten first. One thread. */
final class Tombstones {
    /** A whole board as large as it is by default may be replaced before anybody needs everything anew; some 1 MB. */
    static final int REMEMBERED_MAX = 10_000;

    /** In the order of their numbers: before a package is removed again, its tombstone is dropped. */
    private final Map<EntryKey, Long> seqs = new LinkedHashMap<>();

    private long forgottenSeq;
    private Removals removals = Removals.NONE;
    private boolean changed;

    void add(EntryKey key, long seq) {
        seqs.put(key, seq);
        if (seqs.size() > REMEMBERED_MAX) {
            Iterator<Long> oldest = seqs.values().iterator();
            forgottenSeq = oldest.next();
            oldest.remove();
        }
        changed = true;
    }

    /** Goes on from what an earlier life remembered. */
    void addAll(Removals past) {
        past.kept().forEach(removal -> add(removal.key(), removal.seq()));
        forgottenSeq = Math.max(forgottenSeq, past.forgottenSeq());
        changed = true;
    }

    /** From now on, who knows less than {@code seq} needs everything. */
    void forgetBefore(long seq) {
        seqs.clear();
        forgottenSeq = seq;
        changed = true;
    }

    /** The package is back. */
    void drop(EntryKey key) {
        changed |= seqs.remove(key) != null;
    }

    /** The same object as long as nothing was removed or came back. */
    Removals removals() {
        if (changed) {
            removals = new Removals(
                    seqs.entrySet().stream()
                            .map(e -> new Removal(e.getKey(), e.getValue()))
                            .toList(),
                    forgottenSeq);
            changed = false;
        }
        return removals;
    }
}
