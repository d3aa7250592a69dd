package dev.rollcall.hub;

/** How a client wants to hear of changes. */
public enum Deltas {
    /** As {@code change} events, which hold the entries that changed. */
    ON,
    /** As full {@code versions} events: what the page that all this began with wanted. */
    OFF
}
