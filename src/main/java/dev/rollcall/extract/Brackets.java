package dev.rollcall.extract;

/**
 * What stands before a token, cut at the bracket that is still open there. Brackets that are closed again are left out: they
 * may stand between a name and its version, as in {@code gcc (Debian 12.2.0-14) 12.2.0}.
 *
 * @param outside what stands before the open bracket; empty when none is open
 * @param inside what stands behind it, or everything when none is open
 * @param open whether one is
 */
record Brackets(String outside, String inside, boolean open) {
    private static final String OPENING = "([";
    private static final String CLOSING = ")]";

    static Brackets before(String text) {
        int open = openBracket(text);
        return open < 0
                ? new Brackets("", withoutClosed(text), false)
                : new Brackets(withoutClosed(text.substring(0, open)), withoutClosed(text.substring(open + 1)), true);
    }

    private static int openBracket(String text) {
        int closed = 0;
        for (int i = text.length() - 1; i >= 0; i--) {
            if (CLOSING.indexOf(text.charAt(i)) >= 0) {
                closed++;
            } else if (OPENING.indexOf(text.charAt(i)) >= 0) {
                if (closed == 0) {
                    return i;
                }
                closed--;
            }
        }
        return -1;
    }

    private static String withoutClosed(String text) {
        StringBuilder kept = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (OPENING.indexOf(c) >= 0) {
                depth++;
            } else if (CLOSING.indexOf(c) >= 0) {
                depth = Math.max(0, depth - 1);
                kept.append(' ');
            } else if (depth == 0) {
                kept.append(c);
            }
        }
        return kept.toString();
    }
}
