package dev.rollcall.hub;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The random pauses that clients are told to make before they come back. Each draws its own, so that those who were cut
 * off together do not return together.
 *
 * @param retry the configured centre, {@code stream.retry}, as it is now
 * @param random where the luck comes from; used on the owner's thread only
 */
record Pauses(Supplier<Duration> retry, RandomGenerator random) {

    /** On an ordinary connection: half to one and a half times {@code retry}. */
    Duration ordinary() {
        return between(0.5, 1.5);
    }

    /** After {@code bye}: a restart takes a moment, and a full house empties slowly. */
    Duration after(ByeReason reason) {
        return switch (reason) {
            case SHUTDOWN -> between(0.5, 2);
            case BUSY -> between(4, 12);
        };
    }

    private Duration between(double low, double high) {
        double millis = retry.get().toMillis() * (low + (high - low) * random.nextDouble());
        return Duration.ofMillis(Math.max(1, Math.round(millis)));
    }
}
