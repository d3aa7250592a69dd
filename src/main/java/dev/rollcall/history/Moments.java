package dev.rollcall.history;

import dev.rollcall.config.Units;
import dev.rollcall.history.Moment.ByClock;
import dev.rollcall.history.Moment.ByNumber;
import dev.rollcall.inventory.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Moments as people and programs write them. Stateless; any thread. */
public final class Moments {
    /** What a moment may look like, for messages. */
    public static final String RULE = "an instant such as 2026-11-22T20:01:14Z, a date such as 2026-11-22 (its start in"
            + " UTC), a duration ago such as 24h or 7d, the number of a change, or the id of an event";

    /** 18 digits always fit a long, so a hostile number cannot overflow. */
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    /** Longer than any form there is; what comes from anybody is not given to a parser before it is this short. */
    private static final int CHARS_MAX = 64;

    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    private Moments() {}

    /**
     * Reads {@code text}.
     *
     * @param epoch the numbering that ids of events must be of: elsewhere a number means something else
     * @param now what durations are counted back from
     * @throws IllegalArgumentException when it is no moment; the message says what was found and the rule
     */
    public static Moment parse(String text, String epoch, Instant now) {
        if (text.length() > CHARS_MAX) {
            throw wrong(text.substring(0, CHARS_MAX) + "…", RULE);
        }
        if (NUMBER.matcher(text).matches()) {
            return new ByNumber(Long.parseLong(text));
        }
        Optional<Duration> ago = Units.duration(text);
        if (ago.isPresent()) {
            return new ByClock(before(now, ago.get()));
        }
        Optional<Cursor> id = Cursor.parse(text);
        if (id.isPresent()) {
            return numbered(id.get(), epoch);
        }
        return new ByClock(instant(text));
    }

    /** Whether {@code text} is counted back from now, and so means another moment each time. */
    public static boolean isRelative(String text) {
        return text.length() <= CHARS_MAX && Units.duration(text).isPresent();
    }

    /** In milliseconds since 1970: the first that is not before {@code instant}. What a long cannot hold is its end. */
    static long millis(Instant instant) {
        if (instant.isBefore(Instant.ofEpochMilli(Long.MIN_VALUE))) {
            return Long.MIN_VALUE;
        }
        if (instant.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE))) {
            return Long.MAX_VALUE;
        }
        long floor = instant.toEpochMilli();
        return Instant.ofEpochMilli(floor).isBefore(instant) ? floor + 1 : floor;
    }

    private static Moment numbered(Cursor id, String epoch) {
        if (!id.epoch().equals(epoch)) {
            throw wrong(id.toString(), "an id of the numbering " + epoch);
        }
        return new ByNumber(id.seq());
    }

    /** Before 1970 nothing was written down. */
    private static Instant before(Instant now, Duration ago) {
        Duration age = Duration.between(Instant.EPOCH, now);
        return ago.compareTo(age) > 0 ? Instant.EPOCH : now.minus(ago);
    }

    private static Instant instant(String text) {
        try {
            Instant instant = DATE.matcher(text).matches()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
            if (instant.isBefore(YEAR_10000) && text.charAt(0) != '-') {
                return instant;
            }
        } catch (DateTimeParseException e) {
            // It is told below.
        }
        throw wrong(text, RULE);
    }

    private static IllegalArgumentException wrong(String found, String rule) {
        return new IllegalArgumentException("found \"" + found + "\"; must be " + rule);
    }
}
