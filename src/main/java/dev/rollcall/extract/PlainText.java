package dev.rollcall.extract;

import com.google.re2j.Pattern;

/** Makes printed output fit for reading: no escape sequences, no carriage returns; and tells text from rubbish. */
public final class PlainText {
    /** ECMA-48 control sequences (CSI) and operating system commands (OSC), which some programs print into pipes too. */
    private static final Pattern ESCAPES = Pattern.compile(
            "(?:\\x1b\\[|\\x{9b})[0-?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)|\\x1b[@-Z\\\\-_]");

    private PlainText() {}

    /** {@code printed} without escape sequences, each kind of line end as a line feed. */
    public static String of(String printed) {
        boolean escaped = printed.indexOf('\u001b') >= 0 || printed.indexOf('\u009b') >= 0;
        String plain = escaped ? ESCAPES.matcher(printed).replaceAll("") : printed;
        return plain.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** The beginning of {@code text}, at most {@code charsMax} characters, of those that can be seen, without blanks around. */
    static String visible(String text, int charsMax) {
        return text.codePoints()
                .filter(PlainText::isVisible)
                .limit(charsMax)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    /** Whether a character may stand in a version: no controls, no direction marks, no halves of characters. */
    static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /**
     * Whether this is no text at all: a NUL, or more than one character in ten that is a control character or could not be
     * decoded. Such bytes hold "1.2" by chance, and a version must never be invented.
     */
    static boolean isBinary(String plain) {
        if (plain.indexOf('\0') >= 0) {
            return true;
        }
        long odd = plain.chars()
                .filter(c -> c == '\uFFFD' || (Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\f'))
                .count();
        return odd * 10 > plain.length();
    }
}
