package dev.rollcall.vitals;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Says that its event loop turns, ten times per second, and how late. Deploy one instance per event loop. Each turn costs some
 * microseconds.
 */
public final class LoopVerticle extends VerticleBase {
    static final Duration EVERY = Duration.ofMillis(100);

    private final Vitals vitals;
    private @Nullable LoopTurns turns;
    private long timer = -1;

    /** Tells {@code vitals}, which the instances share. */
    public LoopVerticle(Vitals vitals) {
        this.vitals = vitals;
    }

    @Override
    public Future<?> start() {
        LoopTurns own = vitals.join(Thread.currentThread());
        turns = own;
        arm(own);
        return Future.succeededFuture();
    }

    /** From now on, nobody waits for this loop. */
    @Override
    public Future<?> stop() {
        vertx.cancelTimer(timer);
        if (turns != null) {
            vitals.leave(turns);
        }
        return Future.succeededFuture();
    }

    /** Once each time, not periodically: after a standstill there is one late turn, not all that were missed. */
    private void arm(LoopTurns own) {
        long dueNanos = System.nanoTime() + EVERY.toNanos();
        timer = vertx.setTimer(EVERY.toMillis(), id -> {
            long now = System.nanoTime();
            own.turned(now, now - dueNanos);
            arm(own);
        });
    }
}
