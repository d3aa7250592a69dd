package dev.rollcall.door;

import org.jspecify.annotations.Nullable;

/**
 * Connections that are in the same state, in the order in which they came into it. The links are in the connections, so that
 * one costs no memory here and leaves at once from wherever it stands. On one event loop.
 */
final class Line {
    private @Nullable Connection first;
    private @Nullable Connection last;
    private int size;

    /** The one that has been here longest. */
    @Nullable
    Connection first() {
        return first;
    }

    int size() {
        return size;
    }

    /** To the end. For one that stands in no line. */
    void add(Connection connection) {
        connection.previous = last;
        if (last == null) {
            first = connection;
        } else {
            last.next = connection;
        }
        last = connection;
        size++;
    }

    /** For one that stands in this line. */
    void remove(Connection connection) {
        Connection before = connection.previous;
        Connection after = connection.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        connection.previous = null;
        connection.next = null;
        size--;
    }
}
