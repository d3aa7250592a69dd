package dev.rollcall.inventory;

import java.util.Locale;

/** What is known of an entry. Only {@link #OK} may be shown as up to date. */
public enum Status {
    /** The last run gave this version. */
    OK,
    /** Not installed. */
    MISSING,
    /** Could not be read: time-out, exit, no match. The last good version is kept. */
    FAILED,
    /** Not asked for too long. The last good version is kept. */
    STALE;

    /** The name on the wire and on the page: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
