package dev.rollcall.hub;

import dev.rollcall.config.StreamConfig;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The one timer of a hub: tells the time at each whole {@code stream.time} of the clock, keeps connections alive, cuts off
 * who lags too long and whose machine has gone. Whole multiples, so that the hubs of a process tell it together and share one frame.
 *
 * <p>All methods are called on the hub's event loop.
 */
public final class Pulse {
    /** How late a heartbeat or the end of a laggard may be. */
    private static final long CHECK_MILLIS_MAX = Duration.ofSeconds(1).toMillis();

    /** How often it is looked for machines that have gone. */
    private static final long SILENCE_CHECK_MILLIS = Duration.ofSeconds(5).toMillis();

    private final Vertx vertx;
    private final Hub hub;
    private final Clock clock;
    private final Supplier<StreamConfig> config;
    private long timer = -1;
    private long lastTick;
    private long lastSilenceCheck;

    /** A pulse that does not beat yet; {@code config} is asked at each beat. */
    public Pulse(Vertx vertx, Hub hub, Supplier<StreamConfig> config, Clock clock) {
        this.vertx = vertx;
        this.hub = hub;
        this.clock = clock;
        this.config = config;
        this.lastTick = tick();
    }

    /** Begins to beat. */
    public void start() {
        long timeMillis = timeMillis();
        long untilTick = timeMillis - clock.millis() % timeMillis;
        long checkMillis = Math.min(CHECK_MILLIS_MAX, config.get().heartbeat().toMillis());
        timer = vertx.setTimer(Math.min(untilTick, checkMillis), id -> {
            beat();
            start();
        });
    }

    /** Stops. */
    public void stop() {
        vertx.cancelTimer(timer);
    }

    private void beat() {
        long tick = tick();
        // Unequal rather than later: a clock that is set back goes on ticking, and so does one with another interval.
        if (tick != lastTick) {
            lastTick = tick;
            hub.tellTime();
        }
        hub.keepAlive();
        hub.dropLaggards();
        long round = clock.millis() / SILENCE_CHECK_MILLIS;
        if (round != lastSilenceCheck) {
            lastSilenceCheck = round;
            hub.dropSilent();
        }
    }

    private long tick() {
        return clock.millis() / timeMillis();
    }

    private long timeMillis() {
        return config.get().time().toMillis();
    }
}
