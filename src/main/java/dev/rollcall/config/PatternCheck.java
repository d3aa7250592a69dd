package dev.rollcall.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps patterns small enough to compile. RE2/J matches in linear time, but its compiler recurses once per parenthesis and
 * writes repeats out: twenty characters of nested {@code {1000}} are a thousand million instructions.
 */
final class PatternCheck {
    static final String SMALL_RULE =
            "a regular expression of at most 1000 characters whose repeat counts multiply to at most 100000";

    private static final int CHARS_MAX = 1000;
    private static final long REPEATS_MAX = 100_000;
    private static final Pattern REPEAT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

    private PatternCheck() {}

    static boolean isSmall(String pattern) {
        if (pattern.length() > CHARS_MAX) {
            return false;
        }
        long repeats = 1;
        Matcher counts = REPEAT.matcher(pattern);
        while (counts.find() && repeats <= REPEATS_MAX) {
            String upper = counts.group(2);
            String most = upper == null || upper.isEmpty() ? counts.group(1) : upper;
            repeats *= Math.max(1, Long.parseLong(most));
        }
        return repeats <= REPEATS_MAX;
    }
}
