package dev.rollcall.config;

/**
 * One thing that is wrong with a configuration file, for the person who has to mend it.
 *
 * @param pointer JSON pointer (RFC 6901) to the place; empty for the whole file
 * @param line line in the file, from 1
 * @param column column in that line, from 1
 * @param found what stands there, shortened
 * @param rule what must stand there
 */
public record Problem(String pointer, int line, int column, String found, String rule) {

    /** Keeps each text on one line and free of control characters: keys and patterns come from the file as they are. */
    public Problem {
        pointer = oneLine(pointer);
        found = oneLine(found);
        rule = oneLine(rule);
    }

    /** One line: place, value, rule. */
    @Override
    public String toString() {
        String place = pointer.isEmpty() ? "(whole file)" : pointer;
        return place + " (line " + line + ", column " + column + "): found " + found + "; must be " + rule;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
