package dev.rollcall.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Removal;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Standing;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A client of {@link RestartModel}, which comes back now and then with the number that it was told last. */
final class RestartClient {
    private final Map<EntryKey, Entry> board = new HashMap<>();
    private Optional<Cursor> known = Optional.empty();
    private int lifeOfId;

    /** Everything but when it was checked, which is told with the next change. */
    static Map<EntryKey, Entry> board(Collection<Entry> entries) {
        Map<EntryKey, Entry> board = new HashMap<>();
        entries.forEach(entry -> board.put(entry.key(), unchecked(entry)));
        return board;
    }

    static Map<EntryKey, Entry> board(Snapshot state) {
        return board(state.entries());
    }

    /** Is brought level with {@code state}. */
    void comeBack(Snapshot state, int life) {
        if (known.isPresent() && state.canResumeFrom(known.get())) {
            for (Standing standing : state.changedSince(known.get().seq())) {
                if (standing instanceof Entry entry) {
                    // Of an earlier life than the last one it may be told what it knows.
                    assertThat(lifeOfId < life - 1 || !unchecked(entry).equals(board.get(entry.key())))
                            .as("after %s told what it knew: %s", known.get(), entry)
                            .isTrue();
                    board.put(entry.key(), unchecked(entry));
                } else if (standing instanceof Removal removal) {
                    board.remove(removal.key());
                }
            }
        } else {
            board.clear();
            board.putAll(board(state));
        }
        assertThat(board).as("after %s, at %s", known, state.cursor()).isEqualTo(board(state));
        known = Optional.of(state.cursor());
        lifeOfId = life;
    }

    private static Entry unchecked(Entry entry) {
        return new Entry(
                entry.subject(),
                entry.version(),
                entry.status(),
                entry.since(),
                Instant.EPOCH,
                entry.reason(),
                entry.previous(),
                entry.seq());
    }
}
