package dev.rollcall.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the text of an event stream piece by piece, by the rules of WHATWG HTML 9.2.6 and by nothing of what writes it. One
 * thread.
 */
public final class SseText {
    private final StringBuilder rest = new StringBuilder();
    private String name = "";
    private Optional<String> id = Optional.empty();
    private Optional<String> data = Optional.empty();
    private Optional<Long> retryMillis = Optional.empty();
    private boolean between = true;

    /** One dispatched event; {@code id} is what it said itself. */
    public record Event(String name, Optional<String> id, String data) {}

    /** What {@code piece} completes. */
    public List<Event> read(String piece) {
        List<Event> events = new ArrayList<>();
        rest.append(piece);
        for (int end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n")) {
            String line = rest.substring(0, end);
            rest.delete(0, end + 1);
            between = line.isEmpty();
            if (between) {
                data.ifPresent(text -> events.add(new Event(name, id, text)));
                name = "";
                id = Optional.empty();
                data = Optional.empty();
            } else {
                field(line);
            }
        }
        return events;
    }

    /** Whether all that was read are whole events. */
    public boolean isBetweenEvents() {
        return between && rest.isEmpty();
    }

    /** The pause that was asked for last. */
    public Optional<Long> retryMillis() {
        return retryMillis;
    }

    private void field(String line) {
        int colon = line.indexOf(": ");
        String value = colon < 0 ? "" : line.substring(colon + 2);
        switch (colon < 0 ? line : line.substring(0, colon)) {
            case "event" -> name = value;
            case "id" -> id = Optional.of(value);
            case "data" -> data = Optional.of(data.map(text -> text + '\n').orElse("") + value);
            case "retry" -> retryMillis = Optional.of(Long.valueOf(value));
            case ":" -> {
                // A comment.
            }
            default -> throw new AssertionError("no field of ours: " + line);
        }
    }
}
