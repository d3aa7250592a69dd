package dev.rollcall.log;

import org.jspecify.annotations.Nullable;

/**
 * A value in a line of the log that others chose: what a command printed, a file is called, a configuration says. It reads as
 * one value on one line, and cannot pass for another line or another key. Escaped when the line is written, not before.
 *
 * @param raw what it is, for logs that are not text
 * @param quotes when it stands in quotes
 */
public record Value(@Nullable Object raw, Quotes quotes) {

    /** When a value stands in quotes. */
    public enum Quotes {
        /** Where it would be taken for more than one otherwise. */
        WHERE_NEEDED,
        /** As sentences do. */
        ALWAYS
    }

    /** A name, a version, a number. */
    public static Value value(@Nullable Object raw) {
        return new Value(raw, Quotes.WHERE_NEEDED);
    }

    /** Words for people. */
    public static Value text(@Nullable Object raw) {
        return new Value(raw, Quotes.ALWAYS);
    }

    @Override
    public String toString() {
        String plain = String.valueOf(raw);
        boolean needed = plain.isEmpty() || plain.codePoints().anyMatch(Value::separates);
        if (quotes == Quotes.WHERE_NEEDED && !needed) {
            return plain;
        }
        StringBuilder quoted = new StringBuilder("\"");
        plain.codePoints().forEach(c -> append(quoted, c));
        return quoted.append('"').toString();
    }

    private static boolean separates(int c) {
        return c == '"'
                || c == '\\'
                || c == '='
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Hidden.is(c);
    }

    private static void append(StringBuilder quoted, int c) {
        switch (c) {
            case '"', '\\' -> quoted.append('\\').appendCodePoint(c);
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> Hidden.escape(c, quoted);
        }
    }
}
