package dev.rollcall.history;

import dev.rollcall.inventory.Change;
import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reason;
import dev.rollcall.inventory.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written down when the store works again: the steps that are remembered, and whatever they do not explain of
 * the way from what the store knows to what is known now. Each step is taken from what the store knows: where it could not be
 * read at the start, the board has shown every version as one that had just come. Numbered anew, beyond all numbers of the
 * store and of those that clients were told meanwhile. Pure.
 *
 * @param changes to be written, in order
 * @param entries what is known now, together with what the store knows of it
 * @param revived what the store alone knows, and what nobody has said is gone
 * @param cursor where the new numbering begins
 */
record CatchUp(List<Change> changes, List<Entry> entries, List<Entry> revived, Cursor cursor) {

    /** Whether what is known now goes on from what the store knows. */
    enum Seen {
        /** It could not be read yet: what is not on the board may be there all the same. */
        NEVER,
        /** It was: what is not on the board was taken off it. */
        BEFORE
    }

    /** What the store knows. */
    record Known(Collection<Entry> entries, long seq) {}

    /**
     * What is known now.
     *
     * @param seen whether they go on from what the store knows
     * @param unconfirmed those of {@code entries} that clients see as stale since a restart
     * @param seq up to which number clients were told of it
     */
    record Now(Collection<Entry> entries, Seen seen, Set<EntryKey> unconfirmed, long seq, Instant time) {}

    /**
     * Finds out.
     *
     * @param steps changes since the store stopped working, the oldest first; some may be missing, some may have reached it
     * @param epoch names the new numbering
     */
    static CatchUp of(Known known, List<Change> steps, Now now, String epoch) {
        Steps written = new Steps(known, Math.max(known.seq(), now.seq()));
        steps.forEach(step -> written.to(step.key(), step.after(), step.at()));
        Map<EntryKey, Entry> current = new LinkedHashMap<>();
        now.entries().forEach(entry -> current.put(entry.key(), entry));
        current.forEach((key, entry) -> written.to(key, entry, changed(entry)));
        List<EntryKey> others = written.states.keySet().stream()
                .filter(key -> !current.containsKey(key))
                .sorted()
                .toList();
        List<Entry> revived = new ArrayList<>();
        if (now.seen() == Seen.NEVER) {
            others.forEach(key -> revived.add(Objects.requireNonNull(written.states.get(key))));
        } else {
            others.forEach(key -> written.to(key, null, now.time()));
        }
        List<Entry> entries = current.values().stream()
                .map(entry ->
                        Objects.requireNonNull(written.states.get(entry.key())).withChecked(entry.checked()))
                .toList();
        return new CatchUp(written.changes, entries, revived, new Cursor(epoch, written.seq + 1));
    }

    /** Since when it is as it is. */
    private static Instant changed(Entry entry) {
        Reason reason = entry.reason();
        return reason == null ? entry.since() : reason.since();
    }

    private static final class Steps {
        final Map<EntryKey, Entry> states = new HashMap<>();
        final List<Change> changes = new ArrayList<>();
        long seq;

        Steps(Known known, long seq) {
            this.seq = seq;
            for (Entry entry : known.entries()) {
                states.put(entry.key(), entry);
            }
        }

        /** What the store knows already is no step. */
        void to(EntryKey key, @Nullable Entry told, Instant at) {
            Entry before = states.get(key);
            if (told == null) {
                if (before != null) {
                    changes.add(Change.removal(before, ++seq, at));
                    states.remove(key);
                }
                return;
            }
            Entry after = Transition.after(before, Reading.of(told, at), seq + 1);
            if (before == null || after.differsFrom(before)) {
                seq++;
                changes.add(Change.to(before, after, at));
                states.put(key, after);
            }
        }
    }
}
