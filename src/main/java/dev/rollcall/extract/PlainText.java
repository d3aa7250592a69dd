package dev.rollcall.extract;

import com.google.re2j.Pattern;

/** Makes printed output fit for reading: no escape sequences, no carriage returns; and tells text from rubbish. */
public final class PlainText {
    /** ECMA-48 control sequences (CSI) and operating system commands (OSC), which some programs print into pipes too. */
    private static final Pattern ESCAPES = Pattern.compile(
            "(?:\\x1b\\[|\\x{9b})[0-?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)|\\x1b[@-Z\\\\-_]");

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private PlainText() {}

    /** {@code printed} without escape sequences and byte order mark, each kind of line end as a line feed. */
    public static String of(String printed) {
        boolean escaped = printed.indexOf('\u001b') >= 0 || printed.indexOf('\u009b') >= 0;
        String bare = escaped ? ESCAPES.matcher(printed).replaceAll("") : printed;
        String plain = bare.startsWith(BYTE_ORDER_MARK) ? bare.substring(1) : bare;
        return plain.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** The beginning of {@code text}, at most {@code charsMax} characters, of those that can be seen, without blanks around. */
    static String visible(String text, int charsMax) {
        int[] visible = text.codePoints()
                .filter(PlainText::isVisible)
                .dropWhile(PlainText::isBlank)
                .limit(charsMax)
                .toArray();
        int end = visible.length;
        while (end > 0 && isBlank(visible[end - 1])) {
            end--;
        }
        return new String(visible, 0, end);
    }

    /** The blanks that do not break a line too, which {@link String#strip} leaves. */
    private static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
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
