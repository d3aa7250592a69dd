package dev.rollcall.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables, and the steps from one version of them to the next. The number of the version is SQLite's
 * {@code user_version}, {@code application_id} says whose file it is.
 *
 * <p>Moments are milliseconds since 1970 in UTC. {@code entry} has a row for every package that there ever was on a host,
 * with its last state; {@code change} one for every change, with the number under which clients were told of it; the view
 * {@code history} is both together for people.
 */
final class Schema {
    /** "Roll" in ASCII: what {@code file} and we know the file by. */
    private static final int APPLICATION_ID = 0x526f_6c6c;

    /** Each step is one version. Never edit one that was released: add another. */
    private static final List<String> STEPS = List.of("""
            CREATE TABLE meta (
              id            INTEGER PRIMARY KEY CHECK (id = 1),
              store         TEXT NOT NULL,    -- names this file for ever: ids of feed entries are made of it
              epoch         TEXT NOT NULL,    -- the numbering that goes on
              seq           INTEGER NOT NULL, -- the last number given out
              forgotten_seq INTEGER NOT NULL  -- who knows less needs everything
            );
            CREATE TABLE entry (
              id            INTEGER PRIMARY KEY,
              host          TEXT NOT NULL,
              package       TEXT NOT NULL,
              label         TEXT NOT NULL,
              category      TEXT NOT NULL,
              version       TEXT,             -- the last good one
              status        TEXT NOT NULL,    -- ok, missing, failed, stale; removed: not on the board
              since         INTEGER NOT NULL,
              checked       INTEGER NOT NULL,
              cause         TEXT,             -- why it is not ok
              detail        TEXT,
              trouble_since INTEGER,
              previous      TEXT,
              seq           INTEGER NOT NULL, -- of its last change
              told_seq      INTEGER NOT NULL, -- the last number under which clients were told of it, restarts aside
              stale_seq     INTEGER NOT NULL, -- of the restart since which nothing has confirmed it; 0: something has
              UNIQUE (host, package)
            );
            CREATE TABLE change (
              seq           INTEGER PRIMARY KEY,
              at            INTEGER NOT NULL,
              entry         INTEGER NOT NULL REFERENCES entry (id),
              kind          TEXT NOT NULL,
              from_version  TEXT,
              from_status   TEXT,             -- null: was not there
              to_version    TEXT,
              to_status     TEXT,             -- null: is not there any more
              reason        TEXT              -- why it is not ok
            );
            CREATE INDEX change_by_entry ON change (entry, seq);
            CREATE INDEX change_by_time ON change (at, seq);
            CREATE VIEW history AS
              SELECT c.seq, strftime('%Y-%m-%dT%H:%M:%fZ', c.at / 1000.0, 'unixepoch') AS time,
                     e.host, e.package, e.label, e.category, c.kind, c.from_version, c.to_version, c.reason
              FROM change c JOIN entry e ON e.id = c.entry;
            """);

    private Schema() {}

    /**
     * Brings the tables up to this version, in one transaction.
     *
     * @throws SQLException when the file cannot be read or written
     * @throws StoreException when it is another program's, or a later Rollcall's
     */
    static void migrate(Connection connection) throws SQLException, StoreException {
        int version = check(connection);
        if (version == STEPS.size()) {
            return;
        }
        try (Statement sql = connection.createStatement()) {
            sql.execute("BEGIN IMMEDIATE");
            try {
                for (String step : STEPS.subList(version, STEPS.size())) {
                    sql.executeUpdate(step);
                }
                sql.execute("PRAGMA application_id = " + APPLICATION_ID);
                sql.execute("PRAGMA user_version = " + STEPS.size());
                sql.execute("COMMIT");
            } catch (SQLException e) {
                sql.execute("ROLLBACK");
                throw e;
            }
        }
    }

    /**
     * The version of the tables that are there; zero for none.
     *
     * @throws SQLException when the file cannot be read
     * @throws StoreException when it is another program's, or a later Rollcall's
     */
    static int check(Connection connection) throws SQLException, StoreException {
        int application = number(connection, "PRAGMA application_id");
        int version = number(connection, "PRAGMA user_version");
        int tables = number(connection, "SELECT count(*) FROM sqlite_master");
        if (application != APPLICATION_ID && (application != 0 || version != 0 || tables != 0)) {
            throw new StoreException(StoreException.Kind.FOREIGN, "it is a database of another program");
        }
        if (version > STEPS.size()) {
            throw new StoreException(
                    StoreException.Kind.FOREIGN,
                    "a later Rollcall wrote it (format " + version + ", this one knows " + STEPS.size() + ")");
        }
        return version;
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            return row.getInt(1);
        }
    }
}
