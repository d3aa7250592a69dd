package dev.rollcall.history;

import dev.rollcall.history.Moment.ByClock;
import dev.rollcall.history.Moment.ByNumber;
import dev.rollcall.inventory.ChangeKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of a {@link ChangeQuery}. It walks one index from the page's beginning, newest first, and stops when the page is
 * full; nothing is sorted. A plus before a column keeps SQLite from choosing another index for it.
 */
final class ChangeSql {
    // CROSS JOIN: SQLite keeps that order, so each change is looked at once and its entry looked up.
    private static final String COLUMNS = """
            SELECT c.seq, c.at, e.host, e.package, e.label, e.category, c.kind, c.from_version, c.to_version, c.reason
            FROM change c CROSS JOIN entry e ON e.id = c.entry
            """;

    private final StringBuilder text = new StringBuilder(COLUMNS);
    private final List<Object> values = new ArrayList<>();
    private String separator = "WHERE ";

    /** The first {@code limit} rows of {@code query}; of {@code entry} alone where it is not null. */
    ChangeSql(ChangeQuery query, @Nullable Long entry, int limit) {
        if (entry == null) {
            entries(query.hosts(), query.packages());
        } else if (query.isByClock()) {
            where("+c.entry = ?", entry);
        } else {
            where("c.entry = ?", entry);
        }
        kinds(query.kinds());
        if (query.isByClock()) {
            byClock(query);
        } else {
            byNumber(query);
        }
        text.append(" LIMIT ?");
        values.add(limit);
    }

    /** Ready to be asked. */
    PreparedStatement prepare(Connection connection) throws SQLException {
        return prepare(connection, "");
    }

    /** The way that SQLite will take. */
    PreparedStatement explain(Connection connection) throws SQLException {
        return prepare(connection, "EXPLAIN QUERY PLAN ");
    }

    private PreparedStatement prepare(Connection connection, String before) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(before + text);
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }

    private void where(String condition, Object... operands) {
        text.append(separator).append(condition);
        values.addAll(List.of(operands));
        separator = " AND ";
    }

    private void entries(Set<String> hosts, Set<String> packages) {
        if (hosts.isEmpty() && packages.isEmpty()) {
            return;
        }
        where("+c.entry IN (SELECT id FROM entry WHERE " + EntryLookup.condition(hosts, packages) + ")");
        values.addAll(hosts);
        values.addAll(packages);
    }

    private void kinds(Set<ChangeKind> kinds) {
        if (!kinds.isEmpty()) {
            where("+c.kind IN (" + marks(kinds.size()) + ")");
            kinds.forEach(kind -> values.add(kind.wireName()));
        }
    }

    /** Along the primary key, or the index of one entry. A clock time is at most one more condition. */
    private void byNumber(ChangeQuery query) {
        if (query.since() instanceof ByNumber since) {
            where("c.seq > ?", since.seq());
        } else if (query.since() instanceof ByClock since) {
            where("+c.at >= ?", Moments.millis(since.instant()));
        }
        if (query.until() instanceof ByClock until) {
            where("+c.at < ?", Moments.millis(until.instant()));
        }
        // One upper bound: of two, SQLite would start at either.
        long last = query.until() instanceof ByNumber until ? until.seq() : Long.MAX_VALUE;
        if (query.cursor() instanceof PageCursor.OfNumber cursor) {
            last = Math.min(last, cursor.seq() - 1);
        }
        if (last != Long.MAX_VALUE) {
            where("c.seq <= ?", last);
        }
        text.append(" ORDER BY c.seq DESC");
    }

    /** Along the index by time. */
    private void byClock(ChangeQuery query) {
        if (query.since() instanceof ByClock since) {
            where("c.at >= ?", Moments.millis(since.instant()));
        } else if (query.since() instanceof ByNumber since) {
            where("+c.seq > ?", since.seq());
        }
        if (query.until() instanceof ByNumber until) {
            where("+c.seq <= ?", until.seq());
        }
        long untilMillis = query.until() instanceof ByClock until ? Moments.millis(until.instant()) : Long.MAX_VALUE;
        if (query.cursor() instanceof PageCursor.OfTime cursor && cursor.atMillis() < untilMillis) {
            where("(c.at, c.seq) < (?, ?)", cursor.atMillis(), cursor.seq());
        } else {
            where("c.at < ?", untilMillis);
        }
        text.append(" ORDER BY c.at DESC, c.seq DESC");
    }

    /** As many question marks, with commas. */
    static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
