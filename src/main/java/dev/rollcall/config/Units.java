package dev.rollcall.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them in the file: a whole number and its unit. */
public final class Units {
    static final String DURATION_RULE =
            "a duration with its unit, such as \"500ms\", \"5s\", \"1m\", \"12h\" or \"30d\"";
    static final String SIZE_RULE = "a size with its unit, such as \"512B\", \"64KiB\" or \"2MiB\"";

    /** At most 12 digits: large enough for every bound there is, small enough for a long after any unit. */
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");

    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(B|KiB|MiB)");

    private Units() {}

    /** The duration that {@code text} says, or empty when it is none. */
    public static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                });
    }

    /** The size that {@code text} says, or empty when it is none. Units are binary: 1 KiB is 1,024 bytes. */
    public static Optional<ByteSize> size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "KiB" -> ByteSize.ofKiB(number);
                    case "MiB" -> ByteSize.ofKiB(number * 1024);
                    default -> new ByteSize(number);
                });
    }

    /** A duration in the largest unit that says it exactly: {@code 90s}, {@code 2m}, {@code 1500ms}. */
    public static String text(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds == 0 || duration.toMillisPart() != 0) {
            return duration.toMillis() + "ms";
        }
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
