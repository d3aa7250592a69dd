package dev.rollcall.http;

import dev.rollcall.history.RecordedChange;
import org.jspecify.annotations.Nullable;

/** A change in one line for people. Pure. */
final class Headline {
    private Headline() {}

    /** Such as: nginx upgraded from 1.24.0 to 1.26.2 on web-1. */
    static String of(RecordedChange change) {
        String name = change.subject().key().packageName();
        String host = change.subject().key().host();
        return name + ' ' + what(change) + " on " + host;
    }

    private static String what(RecordedChange change) {
        String from = version(change.from());
        String to = version(change.to());
        return switch (change.kind()) {
            case APPEARED -> "appeared as " + to;
            case UPGRADED -> "upgraded from " + from + " to " + to;
            case DOWNGRADED -> "downgraded from " + from + " to " + to;
            case CHANGED -> "changed from " + from + " to " + to;
            case FAILED -> "could not be read";
            case RECOVERED -> "could be read again as " + to;
            case MISSING -> change.from() == null ? "is not installed" : "is no longer installed (was " + from + ')';
            case REMOVED -> "is no longer asked for";
        };
    }

    private static String version(@Nullable String version) {
        return version == null ? "an unknown version" : version;
    }
}
