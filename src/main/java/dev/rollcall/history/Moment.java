package dev.rollcall.history;

import java.time.Instant;

/** A point of the past, by the clock or by the number of the last change before it. */
public sealed interface Moment {

    /**
     * By the clock.
     *
     * @param instant to the millisecond
     */
    record ByClock(Instant instant) implements Moment {}

    /**
     * By number.
     *
     * @param seq the last change before this point
     */
    record ByNumber(long seq) implements Moment {}
}
