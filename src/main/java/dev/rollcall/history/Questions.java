package dev.rollcall.history;

import dev.rollcall.inventory.ChangeKind;
import dev.rollcall.inventory.EntryKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Questions about changes and about the file itself. Each blocks, and reads no more than its answer needs. */
final class Questions {
    private Questions() {}

    /** One page of changes. */
    static ChangePage page(Connection connection, ChangeQuery query) throws SQLException {
        if (query.hosts().isEmpty() && query.packages().isEmpty()) {
            return page(connection, query, new ChangeSql(query, null, query.limit() + 1));
        }
        // On one machine the name of a package is that of one entry, which has an index of its own.
        List<Long> ids = EntryLookup.ids(connection, query.hosts(), query.packages(), 2);
        if (ids.isEmpty()) {
            return new ChangePage(List.of(), null);
        }
        Long only = ids.size() == 1 ? ids.get(0) : null;
        return page(connection, query, new ChangeSql(query, only, query.limit() + 1));
    }

    /** The newest changes of one entry; empty when there never was one of that name. */
    static Optional<ChangePage> historyOf(Connection connection, EntryKey key, int limit) throws SQLException {
        Set<String> hosts = Set.of(key.host());
        Set<String> packages = Set.of(key.packageName());
        List<Long> ids = EntryLookup.ids(connection, hosts, packages, 1);
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        ChangeQuery query = new ChangeQuery(hosts, packages, Set.of(), null, null, limit, null);
        return Optional.of(page(connection, query, new ChangeSql(query, ids.get(0), limit + 1)));
    }

    /** What names the file for ever. */
    static String store(Connection connection) throws SQLException {
        return meta(connection, "store");
    }

    /** The numbering of its changes. */
    static String epoch(Connection connection) throws SQLException {
        return meta(connection, "epoch");
    }

    /** The last number that was given out. */
    static long lastSeq(Connection connection) throws SQLException {
        return Long.parseLong(meta(connection, "seq"));
    }

    private static String meta(Connection connection, String column) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + column + " FROM meta")) {
            if (!row.next()) {
                throw new SQLException("meta: found no row; must be one");
            }
            return row.getString(1);
        }
    }

    private static ChangePage page(Connection connection, ChangeQuery query, ChangeSql sql) throws SQLException {
        List<RecordedChange> changes = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                if (changes.size() == query.limit()) {
                    // There is one more than fits: only then is there a next page.
                    return new ChangePage(changes, place(query, changes.get(changes.size() - 1)));
                }
                changes.add(change(rows));
            }
        }
        return new ChangePage(changes, null);
    }

    private static PageCursor place(ChangeQuery query, RecordedChange last) {
        return query.isByClock()
                ? new PageCursor.OfTime(last.at().toEpochMilli(), last.seq())
                : new PageCursor.OfNumber(last.seq());
    }

    private static RecordedChange change(ResultSet row) throws SQLException {
        long seq = row.getLong("seq");
        String kind = row.getString("kind");
        return new RecordedChange(
                seq,
                Instant.ofEpochMilli(row.getLong("at")),
                EntryLookup.subject(row),
                ChangeKind.named(kind)
                        .orElseThrow(() -> new SQLException("change " + seq + ": found the kind " + kind
                                + "; must be one that this Rollcall knows")),
                row.getString("from_version"),
                row.getString("to_version"),
                row.getString("reason"));
    }
}
