package dev.rollcall.http;

import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.Status;
import java.util.Optional;

/**
 * What a badge says: on the left what it is of, on the right the version, with words before it wherever it is not up to date.
 * Characters that would be seen as nothing, or would turn their neighbours round, are replaced.
 *
 * @param label what it is of
 * @param message what there is to say, short enough to be drawn
 * @param whole the same, however long
 * @param look how that looks
 */
record Badge(String label, String message, String whole, Look look) {
    private static final int LABEL_CHARS_MAX = 40;
    private static final int VERSION_CHARS_MAX = 32;

    /** The ground of the message. White text on each has a contrast of 5 or more. */
    enum Look {
        OK("17703f"),
        MISSING("6a5300"),
        FAILED("b3261e"),
        STALE("5a4b86"),
        NOT_FOUND("536171");

        private final String colour;

        Look(String colour) {
            this.colour = colour;
        }

        /** In hexadecimal digits. */
        String colour() {
            return colour;
        }

        private static Look of(Status status) {
            return switch (status) {
                case OK -> OK;
                case MISSING -> MISSING;
                case FAILED -> FAILED;
                case STALE -> STALE;
            };
        }
    }

    /** Of {@code entry}, which is called {@code label}. */
    static Badge of(Entry entry, String label) {
        String version = VisibleText.of(Optional.ofNullable(entry.version()).orElse(""));
        return new Badge(
                VisibleText.of(label),
                message(entry.status(), cut(version, VERSION_CHARS_MAX)),
                message(entry.status(), version),
                Look.of(entry.status()));
    }

    /** Of a package that is not on the board. */
    static Badge notFound(String label) {
        return new Badge(VisibleText.of(label), "not found", "not found", Look.NOT_FOUND);
    }

    /** The label, short enough to be drawn. */
    String shortLabel() {
        return cut(label, LABEL_CHARS_MAX);
    }

    /** The words first: they are not cut with a long version. */
    private static String message(Status status, String version) {
        if (status == Status.OK) {
            return version;
        }
        return version.isEmpty() ? status.wireName() : status.wireName() + ", was " + version;
    }

    private static String cut(String text, int charsMax) {
        return text.codePointCount(0, text.length()) <= charsMax
                ? text
                : text.substring(0, text.offsetByCodePoints(0, charsMax - 1)) + '…';
    }
}
