package dev.rollcall.history;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads a store as the server does, on a worker; counts what it is asked, and breaks down when told. */
public final class ArchiveRig implements AutoCloseable {
    private final Connection connection;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean broken;

    public ArchiveRig(Path file) throws SQLException {
        connection = Databases.toRead(file);
    }

    public Archive archive(Vertx vertx) {
        Reads reads = new Reads() {
            @Override
            public <T> Future<T> ask(Question<T> question) {
                return vertx.executeBlocking(() -> answer(question), false);
            }
        };
        return new Archive(reads, reads);
    }

    /** Questions so far. */
    public int asked() {
        return asked.get();
    }

    /** Answers nothing from now on, as a corrupt file would. */
    public void breakDown() {
        broken = true;
    }

    private <T> T answer(Reads.Question<T> question) throws StoreException, SQLException {
        asked.incrementAndGet();
        if (broken) {
            throw new StoreException(StoreException.Kind.CORRUPT, "it is corrupt");
        }
        synchronized (connection) {
            return question.answer(connection);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
