package dev.rollcall.vitals;

import dev.rollcall.meters.Histogram;
import dev.rollcall.meters.Peak;
import java.time.Duration;

/** When one event loop last turned, and how late it was. Told by that loop, read by any thread. */
final class LoopTurns {
    /** As long as scrapes are apart at most, commonly. */
    private static final Duration PEAK_SPAN = Duration.ofMinutes(1);

    private final Histogram delays;
    private final Peak peak;
    private volatile long lastNanos;

    LoopTurns(Histogram delays, long nowNanos) {
        this.delays = delays;
        this.peak = new Peak(PEAK_SPAN, nowNanos);
        this.lastNanos = nowNanos;
    }

    /** It turns now, so much later than was asked for. */
    void turned(long nowNanos, long lateNanos) {
        lastNanos = nowNanos;
        delays.record(lateNanos);
        peak.record(lateNanos, nowNanos);
    }

    /** How long it has not turned. */
    Duration silentFor(long nowNanos) {
        return Duration.ofNanos(Math.max(0, nowNanos - lastNanos));
    }

    /** The latest that it was in the last minute or two; while it is stuck, how long that goes on. */
    Duration latest(long nowNanos) {
        Duration late = Duration.ofNanos(peak.value(nowNanos));
        Duration silent = silentFor(nowNanos).minus(LoopVerticle.EVERY);
        return silent.compareTo(late) > 0 ? silent : late;
    }
}
