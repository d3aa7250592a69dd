package dev.rollcall.hub;

import dev.rollcall.sse.Coding;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a client chose. All who chose the same are one {@link Audience}: they are sent the same bytes.
 *
 * @param filter which part of the inventory
 * @param events which types of events
 * @param deltas how changes are told
 * @param coding how the bytes are coded
 */
public record Choice(Filter filter, Set<EventType> events, Deltas deltas, Coding coding) {
    /** What a client gets that says nothing. */
    public static final Choice PLAIN =
            new Choice(Filter.ALL, EnumSet.allOf(EventType.class), Deltas.ON, Coding.IDENTITY);

    /** Copies the set. */
    public Choice {
        events = Set.copyOf(events);
    }

    boolean wants(EventType type) {
        return events.contains(type);
    }
}
