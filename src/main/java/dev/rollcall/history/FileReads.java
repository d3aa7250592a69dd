package dev.rollcall.history;

import dev.rollcall.history.StoreException.Kind;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Answers from the file, on a worker and a connection of its own: who writes does not wait for an answer. */
final class FileReads implements Reads {
    private final SingleWorker worker;
    private final Path file;
    private final Ledger ledger;
    private final Runnable onCorrupt;
    private final int waitingMax;
    private final Duration answerMax;
    private final AtomicInteger waiting = new AtomicInteger();
    /** Used by the worker alone. */
    private @Nullable Connection connection;

    private int opened;

    private volatile boolean closing;

    /**
     * Answers from {@code file}.
     *
     * @param ledger says when the file may have become another one
     * @param onCorrupt called by the worker when the file makes no sense
     * @param waitingMax most questions at a time; nobody would wait for the last of more
     * @param answerMax an answer that takes longer is given up: as long as it goes on, the file's log cannot be put in its place
     */
    FileReads(SingleWorker worker, Path file, Ledger ledger, Runnable onCorrupt, int waitingMax, Duration answerMax) {
        this.waitingMax = waitingMax;
        this.answerMax = answerMax;
        this.worker = worker;
        this.file = file;
        this.ledger = ledger;
        this.onCorrupt = onCorrupt;
    }

    @Override
    public <T> Future<T> ask(Question<T> question) {
        if (waiting.incrementAndGet() > waitingMax) {
            waiting.decrementAndGet();
            return Future.failedFuture(new StoreException(Kind.OTHER, "too many questions wait; ask again later"));
        }
        return worker.run(() -> answer(question)).onComplete(v -> waiting.decrementAndGet());
    }

    /** Closes the connection and the worker. Nobody waits for answers any more: they are given up. */
    Future<Void> close() {
        closing = true;
        return worker.close(this::letGo);
    }

    private <T> T answer(Question<T> question) throws StoreException {
        try {
            Connection open = open();
            limit(open);
            return question.answer(open);
        } catch (SQLException e) {
            letGo();
            throw tell(e);
        } catch (RuntimeException e) {
            letGo();
            throw e;
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

    private void limit(Connection open) throws SQLException {
        ProgressHandler.setHandler(open, Pace.STEPS, new Pace(answerMax, () -> !closing));
    }

    private StoreException tell(SQLException e) {
        if (e instanceof SQLiteException sqlite && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_INTERRUPT) {
            String why = closing
                    ? SingleWorker.CLOSED
                    : "the answer takes longer than " + answerMax.toSeconds() + " s: ask for less";
            return new StoreException(Kind.OTHER, why, e);
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
