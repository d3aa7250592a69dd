package dev.rollcall.history;

import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds rows of the table {@code entry}. Blocks. */
final class EntryLookup {
    private EntryLookup() {}

    /** What SQL says of entries with these names: values are {@code hosts}, then {@code packages}, each in its set's order. */
    static String condition(Set<String> hosts, Set<String> packages) {
        String host = hosts.isEmpty() ? "" : "host IN (" + ChangeSql.marks(hosts.size()) + ")";
        String name = packages.isEmpty() ? "" : "package IN (" + ChangeSql.marks(packages.size()) + ")";
        return host + (host.isEmpty() || name.isEmpty() ? "" : " AND ") + name;
    }

    /** The ids of at most {@code limit} entries with these names, of which not both sets are empty. */
    static List<Long> ids(Connection connection, Set<String> hosts, Set<String> packages, int limit)
            throws SQLException {
        String query = "SELECT id FROM entry WHERE " + condition(hosts, packages) + " LIMIT ?";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            int place = 1;
            for (String host : hosts) {
                statement.setString(place++, host);
            }
            for (String name : packages) {
                statement.setString(place++, name);
            }
            statement.setInt(place, limit);
            List<Long> ids = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            return ids;
        }
    }

    /** Whether there are entries of more than one host. */
    static boolean hasSeveralHosts(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT min(host) < max(host) FROM entry")) {
            return row.getBoolean(1);
        }
    }

    /** What a row is of; it has the columns {@code host}, {@code package}, {@code label} and {@code category}. */
    static Subject subject(ResultSet row) throws SQLException {
        EntryKey key = new EntryKey(row.getString("host"), row.getString("package"));
        return new Subject(key, row.getString("label"), row.getString("category"));
    }
}
