package dev.rollcall.inventory;

/** What the characters of versions are. */
final class VersionChars {
    private VersionChars() {}

    /** {@code digits} without leading zeros; empty for zero. */
    static String significant(String digits) {
        int start = 0;
        while (start < digits.length() && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }

    /** Whether this is an ASCII digit. */
    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Digits of other scripts count as letters: they must not vanish, nor be read as numbers. */
    static boolean isLetter(int c) {
        boolean asciiLetter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        return asciiLetter || (c >= 0x80 && (Character.isLetterOrDigit(c) || Character.isSurrogate((char) c)));
    }
}
