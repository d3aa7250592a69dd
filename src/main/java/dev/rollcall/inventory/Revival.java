package dev.rollcall.inventory;

import dev.rollcall.inventory.Restored.Told;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The entries of an earlier life, shown as stale until they are confirmed or changed. One thread. */
final class Revival {
    /** What is said of an entry that no command has answered for since the restart. */
    static final String CAUSE = "not checked since Rollcall was started again";

    private final long seq;
    /** As they were before the restart; those that are still shown as stale. */
    private final Map<EntryKey, Entry> originals = new HashMap<>();

    private final Map<EntryKey, Told> told = new HashMap<>();
    private Restored restored;
    private boolean changed;

    Revival(Past past) {
        this.seq = past.cursor().seq();
        for (Entry entry : past.entries()) {
            originals.put(entry.key(), entry);
            EntryKey key = entry.key();
            long staleSeq = past.staleSeqs().getOrDefault(key, seq);
            told.put(key, new Told(past.toldSeqs().getOrDefault(key, 0L), staleSeq, 0));
        }
        this.restored = new Restored(seq, told);
    }

    /** What clients see of {@code original} until it is confirmed. */
    static Entry stale(Entry original, Instant restart) {
        return new Entry(
                original.subject(),
                original.version(),
                Status.STALE,
                original.since(),
                original.checked(),
                new Reason(CAUSE, "", restart),
                original.previous(),
                original.seq());
    }

    /** The state before the restart of an entry that is shown as stale. */
    Optional<Entry> original(EntryKey key) {
        return Optional.ofNullable(originals.get(key));
    }

    /** It is shown as stale since {@code staleSeq}. */
    void add(Entry original, long staleSeq) {
        originals.put(original.key(), original);
        told.put(original.key(), new Told(0, staleSeq, 0));
        changed = true;
    }

    /** Its last change has another number from now on. */
    void replace(Entry original) {
        originals.replace(original.key(), original);
    }

    /** It is as it was; told under {@code number}. */
    void confirm(EntryKey key, long number) {
        originals.remove(key);
        told.computeIfPresent(key, (k, before) -> new Told(before.beforeSeq(), before.staleSeq(), number));
        changed = true;
    }

    /** It changed or went, under a number of its own. */
    void drop(EntryKey key) {
        originals.remove(key);
        changed |= told.remove(key) != null;
    }

    /** The same object as long as nothing was confirmed or dropped. */
    Restored restored() {
        if (changed) {
            restored = new Restored(seq, told);
            changed = false;
        }
        return restored;
    }
}
