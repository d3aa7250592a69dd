package dev.rollcall.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteOpenMode;

/** Opens connections to SQLite. Each is for one thread at a time. */
final class Databases {
    /** A user's own statement on the file may hold the lock for a moment; longer, and the board goes on without it. */
    private static final Duration LOCKED = Duration.ofSeconds(1);
    /** The cache of a connection in KiB, so that memory does not grow with the file. */
    private static final int CACHE_KIB = 2048;

    /** Of 4 KiB, after which what was written is put in its place: the log beside the file takes half a MiB of the disk. */
    private static final int WAL_PAGES = 128;

    private static final int WAL_BYTES_MAX = 1024 * 1024;

    private Databases() {}

    /** For the one who writes: made where it is not there, durable at each commit. Changes nothing by itself. */
    static Connection toWrite(Path file) throws SQLException {
        SQLiteConfig config = ours();
        config.setSynchronous(SynchronousMode.FULL);
        config.setJournalSizeLimit(WAL_BYTES_MAX);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(WAL_PAGES));
        return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    }

    /** For those who only read, while somebody else writes or nobody does. */
    static Connection toRead(Path file) throws SQLException {
        SQLiteConfig config = ours();
        config.setReadOnly(true);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    }

    /** One that is gone when it is closed. */
    static Connection inMemory() throws SQLException {
        return ours().createConnection("jdbc:sqlite::memory:");
    }

    /** Reads the whole file; the first thing in it that makes no sense, as SQLite says it. */
    static Optional<String> firstFlaw(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("PRAGMA quick_check(1)")) {
            return Optional.of(row.getString(1)).filter(said -> !said.equals("ok"));
        }
    }

    private static SQLiteConfig ours() {
        NativeLibrary.load();
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(Math.toIntExact(LOCKED.toMillis()));
        config.setCacheSize(-CACHE_KIB);
        config.enforceForeignKeys(false);
        return config;
    }
}
