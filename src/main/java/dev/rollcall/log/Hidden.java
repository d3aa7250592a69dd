package dev.rollcall.log;

/** Characters that a terminal would obey or not show: what others wrote must not hide behind them. Pure. */
public final class Hidden {
    private Hidden() {}

    /** Whether {@code codePoint} is one. */
    public static boolean is(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Writes {@code codePoint} to {@code text}, as the escape of JSON and Java when it is one. */
    public static void escape(int codePoint, StringBuilder text) {
        if (is(codePoint)) {
            Character.toString(codePoint).chars().forEach(unit -> text.append(String.format("\\u%04x", unit)));
        } else {
            text.appendCodePoint(codePoint);
        }
    }
}
