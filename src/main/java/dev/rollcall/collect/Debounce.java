package dev.rollcall.collect;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Turns a burst of touches into one action: when it has been quiet for a moment, and at the latest a while after the first.
 * One event loop.
 */
final class Debounce<K> {
    private final Vertx vertx;
    private final Duration quiet;
    private final Duration longest;
    private final Consumer<K> action;
    private final Map<K, Burst> bursts = new HashMap<>();
    private boolean stopped;

    private record Burst(long firstNanos, long timer) {}

    Debounce(Vertx vertx, Duration quiet, Duration longest, Consumer<K> action) {
        this.vertx = vertx;
        this.quiet = quiet;
        this.longest = longest;
        this.action = action;
    }

    /** Something has happened to {@code key}. */
    void touch(K key) {
        if (stopped) {
            return;
        }
        long now = System.nanoTime();
        Burst burst = bursts.get(key);
        long first = burst == null ? now : burst.firstNanos;
        if (burst != null) {
            vertx.cancelTimer(burst.timer);
        }
        Duration left = longest.minusNanos(now - first);
        Duration pause = left.compareTo(quiet) < 0 ? left : quiet;
        long timer = vertx.setTimer(Math.max(1, pause.toMillis()), due -> {
            bursts.remove(key);
            action.accept(key);
        });
        bursts.put(key, new Burst(first, timer));
    }

    /** Does nothing more. */
    void stop() {
        stopped = true;
        bursts.values().forEach(burst -> vertx.cancelTimer(burst.timer));
        bursts.clear();
    }
}
