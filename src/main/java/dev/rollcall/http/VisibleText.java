package dev.rollcall.http;

import java.util.regex.Pattern;

/** Text of one line that is to be seen as it is, wherever it is shown. Stateless; any thread. */
final class VisibleText {
    /** Controls, ends of lines, what has no width, and what sets the direction of writing; not what joins the parts of one picture. */
    private static final Pattern NOT_PLAIN = Pattern.compile(
            "[\\p{Cc}\\p{Zl}\\p{Zp}\\u00AD\\u061C\\u180E\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF]");

    private VisibleText() {}

    /** {@code text} with a replacement for what would be seen as nothing, would turn its neighbours round, or is none in XML. */
    static String of(String text) {
        return NOT_PLAIN.matcher(XmlText.valid(text)).replaceAll("\uFFFD");
    }
}
