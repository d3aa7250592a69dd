package dev.rollcall.config;

import java.time.Duration;

/**
 * One setting that has an order: its key, its default and its bounds. The records check themselves with it, the reader
 * takes the default from it, and the schema is compared with it by a test, so that each number is written once.
 *
 * @param key name in the JSON file, for example {@code "heartbeat"}
 * @param fallback value when the file does not say
 * @param min smallest value allowed
 * @param max largest value allowed
 */
public record Setting<T extends Comparable<T>>(String key, T fallback, T min, T max) {

    /** Checks that the default lies within the bounds. */
    public Setting {
        if (fallback.compareTo(min) < 0 || fallback.compareTo(max) > 0) {
            throw new IllegalArgumentException(key + ": default " + fallback + " is outside " + min + " to " + max);
        }
    }

    /** Whether {@code value} lies within the bounds. */
    public boolean allows(T value) {
        return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
    }

    /** The rule in words, for an error message: {@code "from 100ms to 1h"}. */
    public String rule() {
        return "from " + show(min) + " to " + show(max);
    }

    /**
     * Checks a value that did not come through the reader.
     *
     * @throws IllegalArgumentException naming the key, the value and the rule
     */
    T check(T value) {
        if (!allows(value)) {
            throw new IllegalArgumentException(key + ": found " + show(value) + "; must be " + rule());
        }
        return value;
    }

    private static String show(Object value) {
        return value instanceof Duration duration ? Units.text(duration) : value.toString();
    }
}
