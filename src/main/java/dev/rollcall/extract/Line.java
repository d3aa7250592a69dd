package dev.rollcall.extract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One printed line, without the time and level that loggers put before it.
 *
 * @param number from 1; blank lines do not count
 * @param text what it says
 * @param offset how many characters were taken off at the front
 */
record Line(int number, String text, int offset) {
    private static final Pattern LOG_PREFIX = Pattern.compile(
            "^(?:"
                    // Nov 22 18:11:10; Sun Nov 22 18:10:06.463431 2026
                    + "\\[?(?:(?:mon|tue|wed|thu|fri|sat|sun),? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* {1,2}\\d{1,2},? "
                    + "(?:\\d{4} )?\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?(?: \\d{4})?\\]?:?"
                    // 2026-11-22T18:11:10.123Z, 2026/11/22 18:11:10
                    + "|\\[?\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d\\d:\\d\\d(?::\\d\\d)?(?:[.,]\\d+)?(?: ?[+-]\\d\\d:?\\d\\d| ?Z| UTC)?\\]?:?"
                    + "|\\[?\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?\\]?:?"
                    + "|\\[(?:core|pid|main|thread|[a-z_]+:[a-z]+|pid \\d+[^\\]]*)\\]"
                    + "|\\[?(?:info|warn|warning|error|notice|debug|trace|fatal)\\]?:?(?= )"
                    + ")\\s+",
            Pattern.CASE_INSENSITIVE);
    private static final int PREFIXES_MAX = 4;

    static Line of(int number, String printed) {
        String text = printed;
        for (int i = 0; i < PREFIXES_MAX; i++) {
            Matcher prefix = LOG_PREFIX.matcher(text);
            if (!prefix.find()) {
                break;
            }
            text = text.substring(prefix.end());
        }
        return new Line(number, text, printed.length() - text.length());
    }
}
