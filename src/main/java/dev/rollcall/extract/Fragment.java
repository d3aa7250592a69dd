package dev.rollcall.extract;

import java.util.regex.Pattern;

/** Tells numbers that are a piece of something else by what stands directly beside them. */
final class Fragment {
    /** A Debian package's epoch (Debian Policy 5.6.12): 1:2.4.6-3. Times have two digits behind the colon. */
    private static final Pattern EPOCH = Pattern.compile("(?:^|[\\s(\\[])\\d:$");

    private static final Pattern REVISION = Pattern.compile("[-+~]");
    private static final int EPOCH_CHARS_MAX = 3;

    private Fragment() {}

    /**
     * Whether the numbers from {@code start} are a piece of a time, a date, a fraction, a price, a redirection, an escaped
     * or a longer number.
     *
     * @param end behind what is glued to them
     * @param count how many numbers they are
     */
    static boolean isAt(String line, int start, int end, int count) {
        char before = at(line, start - 1);
        char beforeThat = at(line, start - 2);
        char after = at(line, end);
        boolean digitGoesOn = Character.isDigit(at(line, end + 1));
        boolean digitWentBefore = Character.isDigit(beforeThat);
        boolean behindNumber = digitWentBefore
                && (":/.,".indexOf(before) >= 0 || (count == 1 && before == '-'))
                && !isBehindEpoch(line, start, end, count);
        boolean beforeNumber = count == 1 && digitGoesOn && ":/".indexOf(after) >= 0;
        boolean negative = count == 1 && before == '-' && beforeThat != '-' && !Character.isLetterOrDigit(beforeThat);
        boolean price = count <= 2 && isPrice(line, start, end);
        return price
                || behindNumber
                || beforeNumber
                || negative
                || "#$&>\\".indexOf(before) >= 0
                || "%>\\".indexOf(after) >= 0;
    }

    /** An elapsed time, 0:01.25, has but two numbers, and no revision behind them. */
    private static boolean isBehindEpoch(String line, int start, int end, int count) {
        boolean ofPackage = count > 2
                || (count == 2 && REVISION.matcher(line).region(start, end).find());
        return ofPackage
                && EPOCH.matcher(line.substring(Math.max(0, start - EPOCH_CHARS_MAX), start))
                        .find();
    }

    private static boolean isPrice(String line, int start, int end) {
        char before = at(line, start - 1) == ' ' ? at(line, start - 2) : at(line, start - 1);
        char behind = at(line, end) == ' ' ? at(line, end + 1) : at(line, end);
        // Behind a number a dollar closes a keyword: $Revision: 3.493 $
        return isCurrency(before) || (isCurrency(behind) && behind != '$');
    }

    private static boolean isCurrency(char c) {
        return Character.getType(c) == Character.CURRENCY_SYMBOL;
    }

    private static char at(String line, int index) {
        return index >= 0 && index < line.length() ? line.charAt(index) : ' ';
    }
}
