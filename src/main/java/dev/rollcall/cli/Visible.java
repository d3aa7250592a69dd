package dev.rollcall.cli;

import dev.rollcall.log.Hidden;

/** Makes what a command printed fit for a terminal: everything that it would obey or hide is shown. Pure. */
final class Visible {
    private static final int CONTROL_PICTURES = 0x2400;
    private static final int DELETE = 0x7F;
    private static final int DELETE_PICTURE = 0x2421;

    private Visible() {}

    /** One line, at most {@code charsMax} characters of it. */
    static String line(String printed, int charsMax) {
        StringBuilder shown = new StringBuilder();
        printed.codePoints().limit(charsMax).forEach(c -> append(shown, c));
        return printed.codePointCount(0, printed.length()) > charsMax ? shown + "…" : shown.toString();
    }

    /** The same JSON, with what a terminal would obey or hide as escapes: a program that reads it is told the same. */
    static String json(String encoded) {
        StringBuilder shown = new StringBuilder();
        encoded.codePoints().forEach(c -> Hidden.escape(c, shown));
        return shown.toString();
    }

    private static void append(StringBuilder shown, int c) {
        if (c == '\t') {
            shown.append("    ");
        } else if (c < ' ') {
            shown.appendCodePoint(CONTROL_PICTURES + c);
        } else if (c == DELETE) {
            shown.appendCodePoint(DELETE_PICTURE);
        } else if (Hidden.is(c)) {
            shown.append(String.format("<U+%04X>", c));
        } else {
            shown.appendCodePoint(c);
        }
    }
}
