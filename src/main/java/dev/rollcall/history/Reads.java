package dev.rollcall.history;

import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;

/** Where questions to the past are asked: on a worker, one after the other, never on the thread that asks. */
interface Reads {

    /**
     * Asks.
     *
     * @return succeeds with the answer, on the caller's context; fails with {@link StoreException} when the store cannot be read
     *     or the answer takes too long
     */
    <T> Future<T> ask(Question<T> question);

    /** A question; reads a consistent state where it makes several queries in a transaction of its own. */
    @FunctionalInterface
    interface Question<T> {
        /** The answer; blocks. */
        T answer(Connection connection) throws SQLException;
    }
}
