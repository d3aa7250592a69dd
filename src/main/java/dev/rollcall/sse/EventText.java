package dev.rollcall.sse;

/**
 * A value for the {@code event} or {@code id} field, which cannot break the framing: a line break would end the field,
 * and a NUL makes clients ignore an id (WHATWG HTML, 9.2.6).
 *
 * @param text one line
 */
public record EventText(String text) {

    /** Refuses CR, LF and NUL. */
    public EventText {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n' || c == '\0') {
                throw new IllegalArgumentException(
                        "event text: found character " + (int) c + " at " + i + "; must have no CR, LF or NUL");
            }
        }
    }
}
