package dev.rollcall.history;

import dev.rollcall.history.Comparison.Difference;
import dev.rollcall.history.Comparison.Point;
import dev.rollcall.history.Moment.ByClock;
import dev.rollcall.history.Moment.ByNumber;
import dev.rollcall.inventory.ChangeKind;
import dev.rollcall.inventory.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What differed between two moments: one pass over the changes between them, in the order of their numbers, which is the
 * order in which they happened whatever the clock said. Takes memory by entries, not by changes. The answer is empty when
 * {@code from} is after {@code to}.
 *
 * @param from the earlier moment
 * @param to the later moment
 */
record DiffQuestion(Moment from, Moment to) implements Reads.Question<Optional<Comparison>> {

    @Override
    public Optional<Comparison> answer(Connection connection) throws SQLException {
        if (from instanceof ByClock one
                && to instanceof ByClock other
                && one.instant().isAfter(other.instant())) {
            return Optional.empty();
        }
        return Transactions.reading(connection, this::compare);
    }

    private Optional<Comparison> compare(Connection connection) throws SQLException {
        Point begin = begin(connection);
        long first = number(connection, from, 0);
        long last = number(connection, to, Math.max(first, begin.seq()));
        if (first > last) {
            return Optional.empty();
        }
        // Number 1 is never missing unless it was removed: a history that has it is whole.
        boolean complete = begin.seq() == 0 || first >= begin.seq();
        return Optional.of(new Comparison(
                point(connection, first).orElse(begin),
                point(connection, last).orElse(begin),
                complete,
                differences(connection, first, last)));
    }

    /** The number of the last change before {@code moment}; {@code otherwise}, where none is kept from before. */
    private static long number(Connection connection, Moment moment, long otherwise) throws SQLException {
        if (moment instanceof ByNumber number) {
            return number.seq();
        }
        // Back from the newest one: a clock that was once wrong for an hour has no say in what came later.
        String query = "SELECT seq FROM change WHERE +at < ? ORDER BY seq DESC LIMIT 1";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, Moments.millis(((ByClock) moment).instant()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : otherwise;
            }
        }
    }

    /** Just before the oldest change that is kept; where none is, just behind the last number that was given out. */
    private static Point begin(Connection connection) throws SQLException {
        try (PreparedStatement oldest = connection.prepareStatement("SELECT seq, at FROM change ORDER BY seq LIMIT 1");
                ResultSet row = oldest.executeQuery()) {
            if (row.next()) {
                return new Point(row.getLong(1) - 1, Instant.ofEpochMilli(row.getLong(2)));
            }
        }
        return new Point(Questions.lastSeq(connection), null);
    }

    private static Optional<Point> point(Connection connection, long seq) throws SQLException {
        String query = "SELECT seq, at FROM change WHERE seq <= ? ORDER BY seq DESC LIMIT 1";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, seq);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Point(row.getLong(1), Instant.ofEpochMilli(row.getLong(2))))
                        : Optional.empty();
            }
        }
    }

    private static List<Difference> differences(Connection connection, long first, long last) throws SQLException {
        List<Difference> differences = new ArrayList<>();
        for (Map.Entry<Long, Span> one : spans(connection, first, last).entrySet()) {
            Span span = one.getValue();
            Optional<ChangeKind> kind = span.kind();
            Subject subject = kind.isEmpty() ? null : subject(connection, one.getKey());
            if (kind.isPresent() && subject != null) {
                differences.add(new Difference(subject, kind.get(), span.from(), span.to()));
            }
        }
        differences.sort(Comparator.comparing(difference -> difference.subject().key()));
        return differences;
    }

    private static Map<Long, Span> spans(Connection connection, long first, long last) throws SQLException {
        String query = """
                SELECT entry, from_version, from_status, to_version, to_status
                FROM change WHERE seq > ? AND seq <= ? ORDER BY seq
                """;
        Map<Long, Span> spans = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, first);
            statement.setLong(2, last);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    @Nullable Span known = spans.get(rows.getLong(1));
                    if (known == null) {
                        spans.put(rows.getLong(1), new Span(rows));
                    } else {
                        known.goOn(rows);
                    }
                }
            }
        }
        return spans;
    }

    private static @Nullable Subject subject(Connection connection, long entry) throws SQLException {
        String query = "SELECT host, package, label, category FROM entry WHERE id = ?";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, entry);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? EntryLookup.subject(row) : null;
            }
        }
    }
}
