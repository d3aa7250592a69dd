package dev.rollcall.history;

import dev.rollcall.inventory.Cursor;
import dev.rollcall.testing.ModelBoard;
import dev.rollcall.testing.SseSocket;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What anybody was ever told, over all lives of a server, and what of it contradicts itself. Thread-safe. */
final class KillAccount {
    private static final int VIOLATIONS_MAX = 20;

    private final Map<String, String> boards = new HashMap<>();
    private final Map<String, Long> seqs = new HashMap<>();
    private final Map<Long, Told> told = new TreeMap<>();
    private final Map<Long, Told> toldInThisLife = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();
    private String epoch = "";
    private long seqMax = -1;
    private long seqMaxBefore = -1;
    private final Map<String, Set<String>> shownBy = new HashMap<>();
    private int agreements;
    private int events;

    /** What a number means: one state of one entry, or that it left. */
    record Told(String key, JsonObject entry) {

        boolean isRemoval() {
            return entry.getBoolean("removed", false);
        }

        /** What a restart does not change. */
        private String lasting() {
            JsonObject lasting = new JsonObject(ModelBoard.text(entry));
            lasting.remove("status");
            lasting.remove("reason");
            return lasting.encode();
        }
    }

    /** From now on every number must be beyond those of the last life. */
    synchronized void newLife() {
        seqMaxBefore = seqMax;
        toldInThisLife.clear();
        shownBy.clear();
    }

    /** {@code who} was told {@code event}, and shows {@code board} now. */
    synchronized void heard(String who, SseSocket.Event event, ModelBoard board) {
        events++;
        for (Object each : new JsonObject(event.data()).getJsonArray("entries")) {
            told(who, (JsonObject) each);
        }
        shows(who, board);
    }

    /** {@code who} shows {@code board} at its id. */
    synchronized void shows(String who, ModelBoard board) {
        Cursor cursor = Cursor.parse(board.lastEventId()).orElseThrow();
        epoch = epoch.isEmpty() ? cursor.epoch() : epoch;
        check(cursor.epoch().equals(epoch), who + ": another epoch: " + cursor + ", not " + epoch);
        // Nothing is taken from a life that has told nothing, not even a number.
        check(
                cursor.seq() > seqMaxBefore || seqMaxBefore == 0,
                who + ": went back: " + cursor + " after " + seqMaxBefore);
        seqMax = Math.max(seqMax, cursor.seq());
        shownBy.computeIfAbsent(cursor.toString(), id -> new HashSet<>()).add(who);
        String before = boards.putIfAbsent(cursor.toString(), board.text());
        if (before != null) {
            agreements++;
            check(before.equals(board.text()), who + ": " + cursor + " means two things:" + difference(before, board));
        }
    }

    /** Whether both have shown the same board at the same id of this life. */
    synchronized boolean haveAgreed(String one, String other) {
        return shownBy.values().stream().anyMatch(names -> names.contains(one) && names.contains(other));
    }

    /** Says that something is wrong. */
    synchronized void check(boolean right, String otherwise) {
        if (!right && violations.size() < VIOLATIONS_MAX) {
            violations.add(otherwise);
        }
    }

    /** What was told first in this life. */
    synchronized Map<Long, Told> toldInThisLife() {
        return Map.copyOf(toldInThisLife);
    }

    /** How many changes anybody saw. */
    synchronized int changesSeen() {
        return told.size();
    }

    /** The last number that was told of each entry. */
    synchronized Map<String, Long> seqs() {
        return Map.copyOf(seqs);
    }

    synchronized String epoch() {
        return epoch;
    }

    synchronized long seqMax() {
        return seqMax;
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    @Override
    public synchronized String toString() {
        return events + " events, " + told.size() + " changes seen, " + boards.size() + " ids, " + agreements
                + " times two agreed on an id, up to " + epoch + '-' + seqMax;
    }

    private void told(String who, JsonObject entry) {
        long seq = entry.getLong("seq");
        Told now = new Told(ModelBoard.key(entry), entry);
        Told before = told.get(seq);
        if (before != null) {
            boolean same = ModelBoard.isRevived(entry)
                    ? before.lasting().equals(now.lasting())
                    : ModelBoard.text(before.entry()).equals(ModelBoard.text(entry));
            check(same, who + ": number " + seq + " means two things:\n  " + before.entry() + "\n  " + entry);
        } else if (!ModelBoard.isRevived(entry)) {
            told.put(seq, now);
            toldInThisLife.put(seq, now);
        }
        seqs.merge(now.key(), seq, Math::max);
    }

    private static String difference(String before, ModelBoard board) {
        List<String> was = before.lines().toList();
        List<String> is = board.text().lines().toList();
        StringBuilder difference = new StringBuilder();
        was.stream()
                .filter(line -> !is.contains(line))
                .forEach(line -> difference.append("\n  others: ").append(line));
        is.stream()
                .filter(line -> !was.contains(line))
                .forEach(line -> difference.append("\n  it:     ").append(line));
        return difference.toString();
    }
}
