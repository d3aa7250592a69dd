package dev.rollcall.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Removes the first changes. In the order of their numbers, so that what is kept has no holes whatever the clock said. Blocks;
 * what it does is its caller's transaction.
 */
final class Pruning {
    private static final String UNUSED =
            "status = 'removed' AND NOT EXISTS (SELECT 1 FROM change WHERE entry = entry.id)";

    private Pruning() {}

    /**
     * Removes changes that are older than {@code limit}, and what is known of packages of which nothing is left. One that is
     * dated later than {@code now} was dated by a wrong clock: it is as old as those that came after it.
     *
     * @param rowsMax most of them at once
     * @return how many it were
     */
    static int before(Connection connection, Instant limit, Instant now, int rowsMax) throws SQLException {
        int rows = update(connection, "DELETE FROM change WHERE seq <= ?", lastOlder(connection, limit, now, rowsMax));
        if (rows > 0) {
            update(
                    connection,
                    "UPDATE meta SET forgotten_seq ="
                            + " max(forgotten_seq, (SELECT ifnull(max(seq), 0) FROM entry WHERE " + UNUSED + "))");
            update(connection, "DELETE FROM entry WHERE " + UNUSED);
        }
        return rows;
    }

    /** Keeps the newest {@code rowsMax} changes. */
    static void toNewest(Connection connection, int rowsMax) throws SQLException {
        update(
                connection,
                "DELETE FROM change WHERE seq <= (SELECT seq FROM change ORDER BY seq DESC LIMIT 1 OFFSET ?)",
                rowsMax);
    }

    /** Of the first {@code rowsMax} changes the last one before which none is as new as {@code limit}; zero for none. */
    private static long lastOlder(Connection connection, Instant limit, Instant now, int rowsMax) throws SQLException {
        long last = 0;
        try (PreparedStatement sql = connection.prepareStatement("SELECT seq, at FROM change ORDER BY seq LIMIT ?")) {
            sql.setInt(1, rowsMax);
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    long at = row.getLong(2);
                    if (at < limit.toEpochMilli()) {
                        last = row.getLong(1);
                    } else if (at <= now.toEpochMilli()) {
                        break;
                    }
                }
            }
        }
        return last;
    }

    private static int update(Connection connection, String text, Object... values) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(text)) {
            for (int i = 0; i < values.length; i++) {
                sql.setObject(i + 1, values[i]);
            }
            return sql.executeUpdate();
        }
    }
}
