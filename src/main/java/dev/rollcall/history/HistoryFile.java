package dev.rollcall.history;

import dev.rollcall.history.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * The file of a history, for a command that only reads it, while a server writes it or none does. Blocks; for one thread,
 * which closes it.
 */
public final class HistoryFile implements AutoCloseable {
    private final Connection connection;

    private HistoryFile(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens {@code file}, which must be there and be a file: SQLite would wait for ever for what comes out of a pipe.
     *
     * @throws StoreException when it cannot be read, or is no history
     */
    public static HistoryFile open(Path file) throws StoreException {
        if (!Files.exists(file)) {
            throw new StoreException(Kind.OTHER, "there is no such file");
        }
        if (Files.isDirectory(file)) {
            throw new StoreException(Kind.OTHER, "it is a folder");
        }
        if (!Files.isRegularFile(file)) {
            throw new StoreException(Kind.OTHER, "it is no regular file but a pipe, a device or alike");
        }
        if (!Files.isReadable(file)) {
            throw new StoreException(Kind.OTHER, "this user may not read it");
        }
        try {
            return new HistoryFile(checked(Databases.toRead(file)));
        } catch (SQLException e) {
            return openUnwritten(file, e);
        } catch (LinkageError e) {
            throw new StoreException(Kind.OTHER, "SQLite cannot be loaded here: " + e.getMessage(), e);
        }
    }

    /** One page of changes. */
    public ChangePage page(ChangeQuery query) throws StoreException {
        return ask(open -> Questions.page(open, query));
    }

    /** The numbering of its changes. */
    public String epoch() throws StoreException {
        return ask(Questions::epoch);
    }

    /** Whether there are packages of several hosts in it. */
    public boolean hasSeveralHosts() throws StoreException {
        return ask(EntryLookup::hasSeveralHosts);
    }

    /**
     * Writes a copy of one moment to {@code target}, all of it or nothing. A server may go on writing meanwhile.
     *
     * @throws StoreException when this file cannot be read, or the copy cannot be written by SQLite
     * @throws IOException when the copy cannot be put in its place; {@link java.nio.file.FileAlreadyExistsException} when
     *     something is there
     */
    public void backUpTo(Path target) throws StoreException, IOException {
        Backup.of(connection, target);
    }

    @Override
    public void close() throws StoreException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw StoreException.of(e);
        }
    }

    private <T> T ask(Reads.Question<T> question) throws StoreException {
        try {
            return question.answer(connection);
        } catch (SQLException e) {
            throw StoreException.of(e);
        }
    }

    /**
     * SQLite wants to write beside the file even to read it. Where it may not, the file alone is all there is to read as long
     * as no log stands beside it; nobody can be writing it then.
     */
    private static HistoryFile openUnwritten(Path file, SQLException why) throws StoreException {
        StoreException reason = StoreException.of(why);
        if (reason.kind() != Kind.OTHER
                || Files.isWritable(file.toAbsolutePath().getParent())) {
            throw reason;
        }
        try {
            Path log = file.resolveSibling(file.getFileName() + "-wal");
            if (Files.exists(log) && Files.size(log) > 0) {
                throw new StoreException(
                        Kind.OTHER,
                        "its newest changes are in a log beside it, which cannot be read by this user",
                        why);
            }
            SQLiteConfig config = new SQLiteConfig();
            config.setReadOnly(true);
            config.resetOpenMode(SQLiteOpenMode.CREATE);
            config.setOpenMode(SQLiteOpenMode.OPEN_URI);
            return new HistoryFile(checked(config.createConnection("jdbc:sqlite:" + file.toUri() + "?immutable=1")));
        } catch (SQLException | IOException e) {
            reason.addSuppressed(e);
            throw reason;
        }
    }

    private static Connection checked(Connection open) throws SQLException, StoreException {
        try {
            if (Schema.check(open) == 0) {
                throw new StoreException(Kind.FOREIGN, "it is empty");
            }
            return open;
        } catch (SQLException | StoreException e) {
            try {
                open.close();
            } catch (SQLException more) {
                e.addSuppressed(more);
            }
            throw e;
        }
    }
}
