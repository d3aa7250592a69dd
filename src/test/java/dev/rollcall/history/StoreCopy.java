package dev.rollcall.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a server has left in its file, read from a copy: nothing of ours but the names of tables and columns is used. */
record StoreCopy(String integrity, String epoch, long seq, Map<Long, Row> changes, Map<String, Long> lastSeqs) {

    /** A change as it was written down. */
    record Row(
            String key,
            String kind,
            @Nullable String from,
            @Nullable String to,
            @Nullable String toStatus) {}

    /** Copies {@code file} and its log into {@code folder}, and reads them. */
    static StoreCopy of(Path file, Path folder) throws IOException, SQLException {
        Path copy = folder.resolve("copy.db");
        Path copiedLog = folder.resolve("copy.db-wal");
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        Files.deleteIfExists(folder.resolve("copy.db-shm"));
        Files.deleteIfExists(copiedLog);
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        if (Files.exists(log)) {
            Files.copy(log, copiedLog);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy)) {
            return read(connection);
        }
    }

    private static StoreCopy read(Connection connection) throws SQLException {
        String integrity = text(connection, "PRAGMA integrity_check(3)");
        boolean isMade = text(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'meta'")
                        .equals("1")
                && text(connection, "SELECT count(*) FROM meta").equals("1");
        if (!isMade) {
            return new StoreCopy(integrity, "", 0, Map.of(), Map.of());
        }
        Map<Long, Row> changes = new TreeMap<>();
        Map<String, Long> lastSeqs = new HashMap<>();
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(
                        "SELECT c.seq, e.host || '/' || e.package, c.kind, c.from_version, c.to_version,"
                                + " c.to_status FROM change c JOIN entry e ON e.id = c.entry ORDER BY c.seq")) {
            while (row.next()) {
                changes.put(
                        row.getLong(1),
                        new Row(
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6)));
                lastSeqs.put(row.getString(2), row.getLong(1));
            }
        }
        return new StoreCopy(
                integrity,
                text(connection, "SELECT epoch FROM meta"),
                Long.parseLong(text(connection, "SELECT seq FROM meta")),
                changes,
                lastSeqs);
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            StringBuilder text = new StringBuilder();
            while (row.next()) {
                text.append(text.isEmpty() ? "" : "; ").append(row.getString(1));
            }
            return text.toString();
        }
    }
}
