package dev.rollcall.extract;

import java.util.regex.Pattern;

/**
 * The characters without a blank between them among which a token stands.
 *
 * @param before what of its word stands before it; a word ends at quotes, brackets and equals signs too
 * @param token the token with its mark
 * @param after what of its word stands behind it
 * @param argument everything before it up to the last blank, without opening quotes and brackets
 */
record Surroundings(String before, String token, String after, String argument) {
    private static final String OPENING = "\"'`([{";
    private static final String EDGES = "\"'`()[]{}<>,;|=«»„“”‘’";

    private static final Pattern PATH = Pattern.compile("^(?:\\.{0,2}/|~/|\\$|%|[A-Za-z]:\\\\)");

    /** Folders are named after series: python 3.11/site-packages. */
    private static final Pattern SHORT = Pattern.compile("\\d++(?:\\.\\d++)?");

    /** Longer than every ending, with line and column. */
    private static final int ENDING_CHARS_MAX = 100;

    private static final Pattern FILE = Pattern.compile(
            "(?i).*\\.(?:tar|t?gz|xz|bz2|zip|[jwe]ar|so|dll|exe|conf|cfg|cf|ini|json|xml|txt|log|pyc?|js|rb|pl|pm|sh|cc?|h|cpp"
                    + "|java|go|rs|html?|deb|rpm|whl|egg|gem|gemspec|dsc|changes|dmg|apk|iso|img|patch|diff|egg-info"
                    + "|dist-info|pid|sock|service|a|o|la|md|lock)[:.\\d]*+$");

    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
    /** Loopback, private, link-local, any, broadcast (RFC 1122, 1918, 3927), examples (RFC 5737), well-known resolvers. */
    private static final Pattern ADDRESS_FOR_SURE = Pattern.compile(
            "(?:127|10|255)\\..*+|192\\.168\\..*+|172\\.(?:1[6-9]|2\\d|3[01])\\..*+|169\\.254\\..*+|0\\.0\\.0\\.0"
                    + "|192\\.0\\.2\\..*+|198\\.51\\.100\\..*+|203\\.0\\.113\\..*+|8\\.8\\.[84]\\.[84]|1\\.1\\.1\\.1");

    static Surroundings of(String line, int start, int end) {
        int from = start;
        while (from > 0 && !isEdge(line.charAt(from - 1))) {
            from--;
        }
        int to = end;
        while (to < line.length() && !isEdge(line.charAt(to))) {
            to++;
        }
        int argument = from;
        while (argument > 0 && !Character.isWhitespace(line.charAt(argument - 1))) {
            argument--;
        }
        while (argument < start && OPENING.indexOf(line.charAt(argument)) >= 0) {
            argument++;
        }
        return new Surroundings(
                line.substring(from, start),
                line.substring(start, end),
                line.substring(end, to),
                line.substring(argument, start));
    }

    /** Whether {@code version} can only be a network address; four numbers alone may be either. */
    static boolean isAddressForSure(String version) {
        return IPV4.matcher(version).matches()
                && ADDRESS_FOR_SURE.matcher(version).matches();
    }

    /** Whether the token stands in an address, a path, a file name, an option: numbers in those are no versions. */
    boolean rulesOutAVersion() {
        return before.contains("://")
                || after.contains("://")
                || before.startsWith("www.")
                || isOption()
                || isPath()
                || isMailAddress()
                || isAddressWithPortOrMask()
                || isFile();
    }

    private boolean isFile() {
        String word = before + token + after;
        return FILE.matcher(word.substring(Math.max(0, word.length() - ENDING_CHARS_MAX)))
                .matches();
    }

    private boolean isOption() {
        return argument.length() > 1
                && argument.charAt(0) == '-'
                && (argument.charAt(1) == '-' || Character.isLetter(argument.charAt(1)));
    }

    private boolean isPath() {
        // One slash is no folder: nginx/1.22.1.
        boolean folderBefore = before.endsWith("/") && before.indexOf('/') < before.length() - 1;
        boolean folderBehind = before.isEmpty()
                && SHORT.matcher(token).matches()
                && after.length() > 1
                && after.charAt(0) == '/'
                && Character.isLowerCase(after.charAt(1));
        return PATH.matcher(before).find() || folderBefore || folderBehind;
    }

    private boolean isMailAddress() {
        return after.length() > 1
                && after.charAt(0) == '@'
                && Character.isLetter(after.charAt(1))
                && after.indexOf('.') > 0;
    }

    private boolean isAddressWithPortOrMask() {
        return before.isEmpty() && IPV4.matcher(token).matches() && (after.startsWith(":") || after.startsWith("/"));
    }

    private static boolean isEdge(char c) {
        return Character.isWhitespace(c) || EDGES.indexOf(c) >= 0;
    }
}
