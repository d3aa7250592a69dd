package dev.rollcall.history;

import dev.rollcall.inventory.ChangeKind;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Status;
import dev.rollcall.inventory.Subject;
import dev.rollcall.inventory.VersionState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store that the test fills row by row. One thread. */
public final class FilledStore implements AutoCloseable {
    public static final String EPOCH = "rig";
    public static final String STORE = "5c0ff1e5-0000-4000-8000-000000000001";

    private final Connection connection;
    private final Map<EntryKey, Long> entries = new HashMap<>();

    /**
     * A change to be.
     *
     * @param before null: was not there
     * @param after null: is not there any more
     */
    public record Row(
            long seq,
            Instant at,
            EntryKey key,
            @Nullable VersionState before,
            @Nullable VersionState after,
            @Nullable String reason) {

        /** Of a package on web1 that had one version and has another. */
        public static Row upgrade(long seq, Instant at, String packageName, String from, String to) {
            return new Row(seq, at, new EntryKey("web1", packageName), ok(from), ok(to), null);
        }

        /** What the store should say of it. */
        RecordedChange recorded() {
            return new RecordedChange(
                    seq,
                    at,
                    subject(key),
                    kind(),
                    before == null ? null : before.version(),
                    after == null ? null : after.version(),
                    reason);
        }

        ChangeKind kind() {
            return ChangeKind.between(before, after).orElse(ChangeKind.CHANGED);
        }
    }

    /** Makes the tables in {@code file}, and one row of meta. */
    public FilledStore(Path file) throws SQLException, StoreException {
        connection = Databases.toWrite(file);
        Schema.migrate(connection);
        execute("PRAGMA journal_mode = WAL");
        execute("PRAGMA synchronous = OFF");
        execute("INSERT INTO meta VALUES (1, '" + STORE + "', '" + EPOCH + "', 0, 0)");
    }

    public static VersionState ok(String version) {
        return new VersionState(version, Status.OK);
    }

    /** What the entry of {@code key} is called. */
    public static Subject subject(EntryKey key) {
        return new Subject(key, "Label of " + key.packageName(), "Category");
    }

    public Connection connection() {
        return connection;
    }

    /** Writes {@code rows} down, in one transaction. */
    public void add(Iterable<Row> rows) throws SQLException {
        execute("BEGIN");
        for (Row row : rows) {
            add(row);
        }
        execute("COMMIT");
    }

    /** Writes one down. */
    public void add(Row row) throws SQLException {
        long entry = entry(row.key());
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, row.seq());
            insert.setLong(2, row.at().toEpochMilli());
            insert.setLong(3, entry);
            insert.setString(4, row.kind().wireName());
            state(insert, 5, row.before());
            state(insert, 7, row.after());
            insert.setString(9, row.reason());
            insert.executeUpdate();
        }
        execute("UPDATE meta SET seq = max(seq, " + row.seq() + ")");
    }

    /** The id of an entry, which comes to be where there is none. */
    public long entry(EntryKey key) throws SQLException {
        Long known = entries.get(key);
        if (known != null) {
            return known;
        }
        long id = entries.size() + 1;
        Subject subject = subject(key);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO entry VALUES (?, ?, ?, ?, ?, NULL, 'ok', 0, 0, NULL, NULL, NULL, NULL, 0, 0, 0)")) {
            insert.setLong(1, id);
            insert.setString(2, key.host());
            insert.setString(3, key.packageName());
            insert.setString(4, subject.label());
            insert.setString(5, subject.category());
            insert.executeUpdate();
        }
        entries.put(key, id);
        return id;
    }

    /** Runs {@code sql}. */
    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void state(PreparedStatement insert, int place, @Nullable VersionState state) throws SQLException {
        insert.setString(place, state == null ? null : state.version());
        insert.setString(place + 1, state == null ? null : state.status().wireName());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
