package dev.rollcall.hub;

import java.util.Locale;

/** Why the server ends a stream on purpose. */
public enum ByeReason {
    /** The server goes down; it may be back soon. */
    SHUTDOWN,
    /** There are as many clients as there may be. */
    BUSY;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
