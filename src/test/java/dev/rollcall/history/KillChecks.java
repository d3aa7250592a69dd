package dev.rollcall.history;

import dev.rollcall.history.KillAccount.Told;
import dev.rollcall.history.StoreCopy.Row;
import dev.rollcall.testing.ModelBoard;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares what clients were told with what is in the file after a life, and on the board at the beginning of the next. */
final class KillChecks {
    private final KillAccount account;
    /** What was told of an entry that the next life did not show: it must have been removed. */
    private final List<Absence> absences = new ArrayList<>();
    /** What was told up to the end of the last life. */
    private Map<String, Long> toldBefore = Map.of();

    private int life;

    private record Absence(String key, long toldSeq, String boardId) {}

    KillChecks(KillAccount account) {
        this.account = account;
    }

    /** The first board of a life has everything that was told in those before, as it was or newer. */
    void restarted(ModelBoard board, int newLife) {
        if (newLife == life) {
            return;
        }
        life = newLife;
        toldBefore.forEach((key, toldSeq) -> {
            @Nullable JsonObject entry = board.entries().get(key);
            if (entry == null) {
                absences.add(new Absence(key, toldSeq, board.lastEventId()));
            } else {
                account.check(
                        entry.getLong("seq") >= toldSeq,
                        "life " + life + ": " + key + " was told with number " + toldSeq + ", and is now " + entry);
            }
        });
    }

    /** After a life, of its file. */
    void check(StoreCopy store) {
        account.check(store.integrity().equals("ok"), "integrity: " + store.integrity());
        account.check(
                account.epoch().isEmpty() || store.epoch().equals(account.epoch()),
                "epoch " + store.epoch() + " in the file, told was " + account.epoch());
        account.check(
                store.seq() >= account.seqMax(),
                "number " + store.seq() + " in the file, told was " + account.seqMax());
        account.toldInThisLife().forEach((seq, told) -> check(store, seq, told));
        account.seqs()
                .forEach((key, seq) -> account.check(
                        store.lastSeqs().getOrDefault(key, -1L) >= seq,
                        key + " was told with number " + seq + ", not in the file"));
        absences.forEach(absence -> account.check(
                store.changes().entrySet().stream()
                        .anyMatch(e -> e.getKey() >= absence.toldSeq()
                                && e.getValue().key().equals(absence.key())
                                && e.getValue().kind().equals("removed")),
                absence + ": gone without having been removed"));
        absences.clear();
        toldBefore = account.seqs();
    }

    private void check(StoreCopy store, long seq, Told told) {
        @Nullable Row row = store.changes().get(seq);
        boolean right = row != null
                && row.key().equals(told.key())
                && (told.isRemoval()
                        ? row.kind().equals("removed")
                        : Objects.equals(row.to(), told.entry().getString("version"))
                                && Objects.equals(row.toStatus(), told.entry().getString("status")));
        account.check(right, "told " + seq + " " + told.entry() + ", in the file is " + row);
    }
}
