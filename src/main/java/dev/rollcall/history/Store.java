package dev.rollcall.history;

import dev.rollcall.inventory.Change;
import dev.rollcall.inventory.ChangeKind;
import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Past;
import dev.rollcall.inventory.Reason;
import dev.rollcall.inventory.Removals;
import dev.rollcall.inventory.Update;
import dev.rollcall.inventory.Update.Confirmation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * One open database that changes are written to: each call is one transaction, durable when it returns. Blocks; one thread.
 * After an exception it must be closed and opened again.
 */
final class Store implements AutoCloseable {
    /** By how large a part a bounded store goes beyond its bound before it is trimmed. */
    private static final int TRIMS = 10;

    private final Connection connection;
    private final EntryRows entries;
    private final PreparedStatement insert;
    private final PreparedStatement number;
    private final int changesMax;
    private int untrimmed;
    private Cursor cursor;

    private Store(Connection connection, String freshEpoch, int changesMax) throws SQLException {
        this.connection = connection;
        this.changesMax = changesMax;
        this.entries = new EntryRows(connection);
        this.insert = connection.prepareStatement(
                "INSERT INTO change (seq, at, entry, kind, from_version, from_status, to_version, to_status, reason)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        this.number = connection.prepareStatement(
                "UPDATE meta SET epoch = ?1, seq = ?2, forgotten_seq = max(forgotten_seq, ?3)"
                        // The inventory remembers removals that the file does not any more.
                        + " WHERE epoch = ?4 AND seq = ?5");
        this.cursor = cursor(freshEpoch);
    }

    /**
     * Takes over {@code connection}, which it closes, also when it fails. Makes the tables where they are not there.
     *
     * @param freshEpoch names the numbering of a database that is new
     */
    static Store on(Connection connection, String freshEpoch) throws SQLException, StoreException {
        return on(connection, freshEpoch, Integer.MAX_VALUE);
    }

    /** The same, for one that keeps some more than the newest {@code changesMax} changes, however many come. */
    static Store on(Connection connection, String freshEpoch, int changesMax) throws SQLException, StoreException {
        try {
            // Nothing is changed in a file before it is known whose it is.
            Schema.check(connection);
            execute(connection, "PRAGMA journal_mode = WAL");
            Schema.migrate(connection);
            return made(connection, freshEpoch, changesMax);
        } catch (SQLException | StoreException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static Store made(Connection connection, String freshEpoch, int changesMax)
            throws SQLException, StoreException {
        try {
            return new Store(connection, freshEpoch, changesMax);
        } catch (IllegalArgumentException e) {
            throw StoreException.nonsense(e);
        } catch (SQLiteException e) {
            // The file says that it is ours, and has other tables.
            if (e.getResultCode() == SQLiteErrorCode.SQLITE_ERROR) {
                throw StoreException.nonsense(e);
            }
            throw e;
        }
    }

    /** The last number given out. */
    Cursor cursor() {
        return cursor;
    }

    /** The last known state, with the numbers that were given out. */
    Past past() throws SQLException, StoreException {
        // Whoever only reads waits for nobody.
        execute("BEGIN");
        EntryRows.Content content = entries.read();
        Past past = new Past(
                cursor,
                content.entries(),
                content.toldSeqs(),
                content.staleSeqs(),
                new Removals(content.removals(), forgottenSeq()));
        commit();
        return past;
    }

    /** Takes the next number for a restart, so that nobody was ever told of it; none where nothing was ever told. */
    void restart() throws SQLException, StoreException {
        begin();
        long next = cursor.seq() == 0 ? 0 : cursor.seq() + 1;
        entries.restart(next);
        advance(new Cursor(cursor.epoch(), next), forgottenSeq());
        commit();
    }

    /**
     * Writes down what a batch changed.
     *
     * @param from what was written last
     */
    void write(Update update, Cursor from) throws SQLException, StoreException {
        if (!cursor.equals(from)) {
            throw new StoreException(StoreException.Kind.OTHER, "it is not the file any more that was written to");
        }
        begin();
        for (Change change : update.changes()) {
            write(change);
        }
        for (Confirmation confirmation : update.confirmations()) {
            entries.tell(confirmation.key(), confirmation.seq());
        }
        untrimmed += update.changes().size();
        if (untrimmed > changesMax / TRIMS) {
            Pruning.toNewest(connection, changesMax);
            untrimmed = 0;
        }
        Cursor reached = new Cursor(cursor.epoch(), update.snapshot().seq());
        advance(reached, update.snapshot().removals().forgottenSeq());
        commit();
    }

    /**
     * Writes down what happened while it could not be.
     *
     * @param steps changes of that time, the oldest first
     * @param epoch names the numbering that begins with it
     * @return what was written
     */
    CatchUp catchUp(List<Change> steps, CatchUp.Now now, String epoch) throws SQLException, StoreException {
        begin();
        CatchUp plan = CatchUp.of(new CatchUp.Known(entries.read().entries(), cursor.seq()), steps, now, epoch);
        for (Change change : plan.changes()) {
            write(change);
        }
        for (Entry entry : plan.entries()) {
            entries.put(entry, entry.seq());
        }
        for (EntryKey key : now.unconfirmed()) {
            entries.stale(key, plan.cursor().seq());
        }
        for (Entry entry : plan.revived()) {
            entries.stale(entry.key(), plan.cursor().seq());
        }
        advance(plan.cursor(), plan.cursor().seq());
        commit();
        return plan;
    }

    /** Writes something, to see whether that is possible. */
    void tryWriting() throws SQLException, StoreException {
        begin();
        advance(cursor, forgottenSeq());
        commit();
    }

    /** Reads everything that is to be found in the file. */
    void checkWhole() throws SQLException, StoreException {
        Optional<String> flaw = Databases.firstFlaw(connection);
        if (flaw.isPresent()) {
            throw new StoreException(StoreException.Kind.CORRUPT, "it is corrupt (" + flaw.get() + ")");
        }
    }

    /** Notes when each was last checked: what changes all the time is not written down all the time. */
    void noteChecks(Collection<Entry> checked) throws SQLException {
        begin();
        for (Entry entry : checked) {
            entries.check(entry);
        }
        commit();
    }

    /** Removes old changes, as {@link Pruning#before}. */
    int prune(Instant limit, Instant now, int rowsMax) throws SQLException {
        begin();
        int rows = Pruning.before(connection, limit, now, rowsMax);
        commit();
        return rows;
    }

    /** For questions, by the thread that writes. */
    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void write(Change change) throws SQLException {
        Entry after = change.after();
        long row = after == null ? entries.remove(change.key(), change.seq()) : entries.put(after, after.seq());
        Optional<ChangeKind> kind = change.kind();
        if (kind.isEmpty()) {
            return;
        }
        Entry before = change.before();
        insert.setLong(1, change.seq());
        insert.setLong(2, change.at().toEpochMilli());
        insert.setLong(3, row);
        insert.setString(4, kind.get().wireName());
        insert.setString(5, before == null ? null : before.version());
        insert.setString(6, before == null ? null : before.status().wireName());
        insert.setString(7, after == null ? null : after.version());
        insert.setString(8, after == null ? null : after.status().wireName());
        insert.setString(9, after == null ? null : words(after.reason()));
        insert.executeUpdate();
    }

    private static @Nullable String words(@Nullable Reason reason) {
        if (reason == null) {
            return null;
        }
        return reason.detail().isEmpty() ? reason.cause() : reason.cause() + ": " + reason.detail();
    }

    /** Only from where this process has left it: two that write to one file would give a number two meanings. */
    private void advance(Cursor to, long forgottenSeq) throws SQLException, StoreException {
        number.setString(1, to.epoch());
        number.setLong(2, to.seq());
        number.setLong(3, forgottenSeq);
        number.setString(4, cursor.epoch());
        number.setLong(5, cursor.seq());
        if (number.executeUpdate() != 1) {
            throw new StoreException(StoreException.Kind.OTHER, "another program has written to it");
        }
        cursor = to;
    }

    private Cursor cursor(String freshEpoch) throws SQLException {
        Optional<Cursor> there = cursor(connection);
        if (there.isPresent()) {
            return there.get();
        }
        update(
                "INSERT INTO meta (id, store, epoch, seq, forgotten_seq) VALUES (1, ?, ?, 0, 0)",
                UUID.randomUUID().toString(),
                freshEpoch);
        return new Cursor(freshEpoch, 0);
    }

    private static Optional<Cursor> cursor(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SELECT epoch, seq FROM meta")) {
            return row.next() ? Optional.of(new Cursor(row.getString(1), row.getLong(2))) : Optional.empty();
        }
    }

    /** Takes the lock at once: somebody else's is waited for here, and nowhere else. */
    private void begin() throws SQLException {
        execute("BEGIN IMMEDIATE");
    }

    private void commit() throws SQLException {
        execute("COMMIT");
    }

    private void execute(String text) throws SQLException {
        execute(connection, text);
    }

    private static void execute(Connection connection, String text) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(text);
        }
    }

    private long forgottenSeq() throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SELECT forgotten_seq FROM meta")) {
            return row.getLong(1);
        }
    }

    private int update(String text, Object... values) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(text)) {
            for (int i = 0; i < values.length; i++) {
                sql.setObject(i + 1, values[i]);
            }
            return sql.executeUpdate();
        }
    }
}
