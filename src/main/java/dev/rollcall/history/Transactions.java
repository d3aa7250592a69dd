package dev.rollcall.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Several queries that see one state of the file. */
final class Transactions {
    private Transactions() {}

    /**
     * Asks {@code question} while what others write is not seen. Blocks. A connection that does not commit by itself is in a
     * transaction already, which stays its owner's.
     */
    static <T> T reading(Connection connection, Reads.Question<T> question) throws SQLException {
        if (!connection.getAutoCommit()) {
            return question.answer(connection);
        }
        execute(connection, "BEGIN");
        T answer;
        try {
            answer = question.answer(connection);
        } catch (SQLException | RuntimeException e) {
            end(connection, e);
            throw e;
        }
        execute(connection, "COMMIT");
        return answer;
    }

    /** Some errors have ended it already, and what went wrong first is what is to be told. */
    private static void end(Connection connection, Exception why) {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
