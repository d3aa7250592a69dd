package dev.rollcall.config;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a configuration, for the person who has to mend it. None of its texts holds a line break, a
 * control character, or what came out of a reference. Immutable.
 *
 * @param source the file it stands in, or the option of the command line
 * @param pointer JSON pointer (RFC 6901) to the place; empty for the whole file
 * @param line line in the file, from 1; 0 where there are no lines
 * @param column column in that line, from 1; 0 where there are no lines
 * @param found what stands there, shortened
 * @param rule what must stand there
 * @param suggestion what may have been meant, or null
 */
public record Problem(
        String source,
        String pointer,
        int line,
        int column,
        String found,
        String rule,
        @Nullable String suggestion) {

    /** Keeps each text on one line and free of control characters: keys and patterns come from the file as they are. */
    public Problem {
        source = oneLine(source);
        pointer = oneLine(pointer);
        found = oneLine(found);
        rule = oneLine(rule);
        suggestion = suggestion == null ? null : oneLine(suggestion);
    }

    /** Without a suggestion. */
    public Problem(String source, String pointer, int line, int column, String found, String rule) {
        this(source, pointer, line, column, found, rule, null);
    }

    static Problem at(JsonNode.Place place, String found, String rule) {
        return new Problem(place.source(), place.pointer(), place.line(), place.column(), found, rule);
    }

    Problem suggesting(@Nullable String other) {
        return new Problem(source, pointer, line, column, found, rule, other);
    }

    /** One line for a reader who knows the file: place, value, rule, and what may have been meant. */
    public String text() {
        String place = pointer.isEmpty() ? "(whole file)" : pointer;
        return (line == 0 ? "" : place + " (line " + line + ", column " + column + "): ") + said();
    }

    private String said() {
        return "found " + found + "; must be " + rule
                + (suggestion == null ? "" : "; did you mean \"" + suggestion + "\"?");
    }

    /** One line: file, place, value, rule, and what may have been meant. */
    @Override
    public String toString() {
        return source + ": " + text();
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]", "\uFFFD");
    }
}
