package dev.rollcall.http;

/** How wide a text is in Verdana of 11 pixels, the font of badges, about: whoever has it draws it as it is. Pure. */
final class TextWidth {
    private static final int FIRST = ' ';
    /** From the blank to the tilde, in tenths of a pixel. */
    private static final int[] ASCII = {
        39, 43, 50, 90, 70, 118, 80, 30, 50, 50, 70, 90, 40, 50, 40, 50,
        70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 50, 50, 90, 90, 90, 60,
        110, 75, 75, 77, 85, 70, 63, 85, 83, 46, 50, 76, 61, 93, 82, 87,
        66, 87, 76, 75, 68, 81, 75, 109, 75, 68, 75, 50, 50, 50, 90, 70,
        70, 66, 69, 57, 69, 66, 39, 69, 70, 30, 38, 65, 30, 107, 70, 67,
        69, 69, 47, 57, 43, 70, 65, 90, 65, 65, 58, 70, 50, 70, 90
    };

    private static final int OTHER = 75;
    private static final int WIDE = 110;
    /** Behind here there is writing whose characters are as wide as they are high, and pictures. */
    private static final int WIDE_FROM = 0x2E80;

    private TextWidth() {}

    /** At least 1. */
    static int pixels(String text) {
        int tenths = text.codePoints().map(TextWidth::tenths).sum();
        return Math.max(1, Math.round(tenths / 10f));
    }

    private static int tenths(int c) {
        if (c >= FIRST && c < FIRST + ASCII.length) {
            return ASCII[c - FIRST];
        }
        return switch (Character.getType(c)) {
            // What stands above or between others.
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> c >= WIDE_FROM ? WIDE : OTHER;
        };
    }
}
