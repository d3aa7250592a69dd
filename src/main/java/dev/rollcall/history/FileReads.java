package dev.rollcall.history;

import dev.rollcall.history.StoreException.Kind;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Answers from the file, on a worker and a connection of its own: who writes does not wait for an answer. */
final class FileReads implements Reads {
    /** An answer that takes longer is given up: as long as it goes on, the file's log cannot be put in its place. */
    static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    /** Steps of SQLite's machine between two looks at the clock, some milliseconds. */
    private static final int STEPS = 100_000;

    private final WorkerExecutor worker;
    private final Path file;
    private final Ledger ledger;
    private final Runnable onCorrupt;
    /** Used by the worker alone. */
    private @Nullable Connection connection;

    private int opened;

    /**
     * Answers from {@code file}.
     *
     * @param worker of one thread
     * @param ledger says when the file may have become another one
     * @param onCorrupt called by the worker when the file makes no sense
     */
    FileReads(WorkerExecutor worker, Path file, Ledger ledger, Runnable onCorrupt) {
        this.worker = worker;
        this.file = file;
        this.ledger = ledger;
        this.onCorrupt = onCorrupt;
    }

    @Override
    public <T> Future<T> ask(Question<T> question) {
        return worker.executeBlocking(() -> answer(question));
    }

    /** Closes the connection and the worker. */
    Future<Void> close() {
        return worker.<Void>executeBlocking(() -> {
                    letGo();
                    return null;
                })
                .eventually(worker::close);
    }

    private <T> T answer(Question<T> question) throws StoreException {
        try {
            Connection open = open();
            limit(open);
            return question.answer(open);
        } catch (SQLException e) {
            letGo();
            throw tell(e);
        } catch (LinkageError e) {
            throw new StoreException(Kind.OTHER, "SQLite cannot be loaded here: " + e.getMessage(), e);
        }
    }

    private Connection open() throws SQLException {
        if (connection != null && opened != ledger.opened()) {
            letGo();
        }
        if (connection == null) {
            opened = ledger.opened();
            connection = Databases.toRead(file);
        }
        return connection;
    }

    private static void limit(Connection open) throws SQLException {
        long end = System.nanoTime() + ANSWER_MAX.toNanos();
        ProgressHandler.setHandler(open, STEPS, new ProgressHandler() {
            @Override
            protected int progress() {
                return System.nanoTime() - end > 0 ? 1 : 0;
            }
        });
    }

    private StoreException tell(SQLException e) {
        if (e instanceof SQLiteException sqlite && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_INTERRUPT) {
            return new StoreException(
                    Kind.OTHER, "the answer takes longer than " + ANSWER_MAX.toSeconds() + " s: ask for less", e);
        }
        StoreException why = StoreException.of(e);
        if (why.kind() == Kind.CORRUPT) {
            onCorrupt.run();
        }
        return why;
    }

    private void letGo() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // Nothing was to be written by it.
            }
            connection = null;
        }
    }
}
