package dev.rollcall.history;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is older than {@code history.keep}, a little at a time: changes go before it. One event loop. */
final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    /** Some 20 milliseconds of the writer, and more than come in a second. */
    private static final int ROWS_MAX = 5_000;
    /** While there is more of it. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final Duration LATER_MAX = Duration.ofMinutes(10);

    private final Vertx vertx;
    private final Writer writer;
    private volatile Duration keep;
    private final Clock clock;
    private long timer = -1;
    private boolean stopped;

    Retention(Vertx vertx, Writer writer, Duration keep, Clock clock) {
        this.vertx = vertx;
        this.writer = writer;
        this.keep = keep;
        this.clock = clock;
    }

    /** From now on, for so long. */
    void keep(Duration other) {
        keep = other;
    }

    void start() {
        again(SOON);
    }

    void stop() {
        stopped = true;
        vertx.cancelTimer(timer);
    }

    private void again(Duration pause) {
        if (!stopped) {
            timer = vertx.setTimer(pause.toMillis(), id -> look());
        }
    }

    private void look() {
        Duration later = later();
        if (writer.state() instanceof HistoryState.Degraded) {
            again(later);
            return;
        }
        writer.write(store -> {
                    Instant now = clock.instant();
                    return store.prune(now.minus(keep), now, ROWS_MAX);
                })
                .onSuccess(removed -> again(removed < ROWS_MAX ? later : SOON))
                .onFailure(e -> {
                    // Whoever writes next says so where people look.
                    log.debug("old changes could not be removed", e);
                    again(later);
                });
    }

    private Duration later() {
        Duration tenth = keep.dividedBy(10);
        if (tenth.compareTo(SOON) < 0) {
            return SOON;
        }
        return tenth.compareTo(LATER_MAX) > 0 ? LATER_MAX : tenth;
    }
}
