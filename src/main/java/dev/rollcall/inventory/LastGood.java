package dev.rollcall.inventory;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When the versions of entries that are not well were last read well. Written when an entry falls ill, not when it is checked;
 * as many as there are entries at most. Written by the inventory's thread, read by any.
 */
final class LastGood {
    private final Map<EntryKey, Instant> times = new ConcurrentHashMap<>();

    /** Takes the last state of an entry before it is another. */
    void leave(Entry before) {
        if (before.status() == Status.OK) {
            times.put(before.key(), before.checked());
        }
    }

    /** It is not on the board any more. */
    void forget(EntryKey key) {
        times.remove(key);
    }

    /** When {@code entry} was last read well; empty when that was never, or in an earlier life that ended ill. */
    Optional<Instant> of(Entry entry) {
        return entry.status() == Status.OK ? Optional.of(entry.checked()) : Optional.ofNullable(times.get(entry.key()));
    }
}
