package dev.rollcall.hub;

import dev.rollcall.sse.EventText;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The events of the wire (DESIGN §4). */
public enum EventType {
    /** Everything. */
    VERSIONS,
    /** What changed. */
    CHANGE,
    /** The server's time. */
    TIME,
    /** Farewell. */
    BYE;

    /** What it is called on the wire. */
    EventText text() {
        return new EventText(name().toLowerCase(Locale.ROOT));
    }

    /** The one of this name; empty when there is none. */
    public static Optional<EventType> named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.text().text().equals(name))
                .findAny();
    }
}
