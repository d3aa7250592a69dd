package dev.rollcall.history;

import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Reason;
import dev.rollcall.inventory.Removal;
import dev.rollcall.inventory.Status;
import dev.rollcall.inventory.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Table {@code entry}: the last state of every package that there ever was. One thread; what it does is its caller's transaction. */
final class EntryRows implements AutoCloseable {
    /** A row whose package is not on the board; kept for its changes and for clients that still show it. */
    private static final String REMOVED = "removed";

    private static final String COLUMNS =
            "host, package, label, category, version, status, since, checked, cause, detail, trouble_since, previous, seq, told_seq, stale_seq";

    private final Connection connection;
    private final PreparedStatement put;
    private final PreparedStatement remove;
    private final PreparedStatement tell;
    private final PreparedStatement stale;
    private final PreparedStatement check;

    /** What the table holds. */
    record Content(
            List<Entry> entries, Map<EntryKey, Long> toldSeqs, Map<EntryKey, Long> staleSeqs, List<Removal> removals) {}

    EntryRows(Connection connection) throws SQLException {
        this.connection = connection;
        this.put = connection.prepareStatement("INSERT INTO entry (" + COLUMNS + """
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
                ON CONFLICT (host, package) DO UPDATE SET label = excluded.label, category = excluded.category,
                  version = excluded.version, status = excluded.status, since = excluded.since, checked = excluded.checked,
                  cause = excluded.cause, detail = excluded.detail, trouble_since = excluded.trouble_since,
                  previous = excluded.previous, seq = excluded.seq, told_seq = excluded.told_seq,
                  stale_seq = excluded.stale_seq
                RETURNING id""");
        this.remove = connection.prepareStatement("UPDATE entry SET status = '" + REMOVED
                + "', seq = ?1, told_seq = ?1, stale_seq = 0 WHERE host = ?2 AND package = ?3 RETURNING id");
        this.tell = connection.prepareStatement(
                "UPDATE entry SET told_seq = ?, stale_seq = 0 WHERE host = ? AND package = ?");
        this.stale = connection.prepareStatement("UPDATE entry SET stale_seq = ? WHERE host = ? AND package = ?");
        this.check = connection.prepareStatement("UPDATE entry SET checked = ? WHERE host = ? AND package = ?");
    }

    /** Writes a state, of which clients were last told under {@code toldSeq}; returns the row's number. */
    long put(Entry entry, long toldSeq) throws SQLException {
        Reason reason = entry.reason();
        put.setString(1, entry.key().host());
        put.setString(2, entry.key().packageName());
        put.setString(3, entry.subject().label());
        put.setString(4, entry.subject().category());
        put.setString(5, entry.version());
        put.setString(6, entry.status().wireName());
        put.setLong(7, entry.since().toEpochMilli());
        put.setLong(8, entry.checked().toEpochMilli());
        put.setString(9, reason == null ? null : reason.cause());
        put.setString(10, reason == null ? null : reason.detail());
        put.setObject(11, reason == null ? null : reason.since().toEpochMilli());
        put.setString(12, entry.previous());
        put.setLong(13, entry.seq());
        put.setLong(14, toldSeq);
        return id(put);
    }

    /** Writes that it left the board by change number {@code seq}; returns the row's number. */
    long remove(EntryKey key, long seq) throws SQLException {
        remove.setLong(1, seq);
        remove.setString(2, key.host());
        remove.setString(3, key.packageName());
        return id(remove);
    }

    /** Writes that clients were told of it under {@code seq}, without a change. */
    void tell(EntryKey key, long seq) throws SQLException {
        update(tell, key, seq);
    }

    /** Writes that all of them are shown as stale since the restart with this number, unless they are so for longer. */
    void restart(long seq) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(
                "UPDATE entry SET stale_seq = ? WHERE stale_seq = 0 AND status <> '" + REMOVED + "'")) {
            sql.setLong(1, seq);
            sql.executeUpdate();
        }
    }

    /** Writes that it is shown as stale since {@code seq}. */
    void stale(EntryKey key, long seq) throws SQLException {
        update(stale, key, seq);
    }

    /** Writes when its command last answered. */
    void check(Entry entry) throws SQLException {
        update(check, entry.key(), entry.checked().toEpochMilli());
    }

    /**
     * Everything.
     *
     * @throws StoreException when there is something that cannot be
     */
    Content read() throws SQLException, StoreException {
        try {
            return content();
        } catch (IllegalArgumentException e) {
            throw StoreException.nonsense(e);
        }
    }

    private Content content() throws SQLException {
        List<Entry> entries = new ArrayList<>();
        Map<EntryKey, Long> toldSeqs = new HashMap<>();
        Map<EntryKey, Long> staleSeqs = new HashMap<>();
        List<Removal> removals = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT " + COLUMNS + " FROM entry ORDER BY seq");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                EntryKey key = new EntryKey(row.getString("host"), row.getString("package"));
                if (row.getString("status").equals(REMOVED)) {
                    removals.add(new Removal(key, row.getLong("seq")));
                } else {
                    Entry entry = entry(row, key);
                    entries.add(entry);
                    if (row.getLong("told_seq") > entry.seq()) {
                        toldSeqs.put(key, row.getLong("told_seq"));
                    }
                    if (row.getLong("stale_seq") > 0) {
                        staleSeqs.put(key, row.getLong("stale_seq"));
                    }
                }
            }
        }
        return new Content(entries, toldSeqs, staleSeqs, removals);
    }

    @Override
    public void close() throws SQLException {
        put.close();
        remove.close();
        tell.close();
        stale.close();
        check.close();
    }

    private static Entry entry(ResultSet row, EntryKey key) throws SQLException {
        String cause = row.getString("cause");
        return new Entry(
                new Subject(key, row.getString("label"), row.getString("category")),
                row.getString("version"),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                Instant.ofEpochMilli(row.getLong("since")),
                Instant.ofEpochMilli(row.getLong("checked")),
                cause == null ? null : reason(cause, row),
                row.getString("previous"),
                row.getLong("seq"));
    }

    private static Reason reason(String cause, ResultSet row) throws SQLException {
        @Nullable String detail = row.getString("detail");
        return new Reason(cause, detail == null ? "" : detail, Instant.ofEpochMilli(row.getLong("trouble_since")));
    }

    private static void update(PreparedStatement statement, EntryKey key, long number) throws SQLException {
        statement.setLong(1, number);
        statement.setString(2, key.host());
        statement.setString(3, key.packageName());
        statement.executeUpdate();
    }

    private static long id(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("no row of this host and package");
            }
            return row.getLong(1);
        }
    }
}
