package dev.rollcall.vitals;

import dev.rollcall.meters.Histogram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Whether this process is well. Any thread: also one loop about another that is stuck. Owns the thread that looks for
 * deadlocks.
 */
public final class Vitals implements AutoCloseable {
    /** Long after whoever it serves has noticed; no long collection of garbage and no slow disk takes that long. */
    private static final Duration SILENT_MAX = Duration.ofSeconds(30);
    /** A deadlock does not go away by itself. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private static final List<Duration> BOUNDS = Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 1_000, 5_000)
            .map(Duration::ofMillis)
            .toList();

    private final Duration silentMax;
    private final LongSupplier nanoTime;
    private final Deadlocks deadlocks;
    private final Histogram delays = new Histogram(BOUNDS);
    private final Map<LoopTurns, String> loops = new ConcurrentHashMap<>();

    /** Begins to look for deadlocks; loops {@link LoopVerticle join} by themselves. */
    public Vitals() {
        this(SILENT_MAX, LOOK_EVERY, System::nanoTime);
    }

    /**
     * One with another patience.
     *
     * @param silentMax how long an event loop may not turn
     * @param lookEvery between two looks for deadlocks
     * @param nanoTime as {@link System#nanoTime}
     */
    public Vitals(Duration silentMax, Duration lookEvery, LongSupplier nanoTime) {
        this.silentMax = silentMax;
        this.nanoTime = nanoTime;
        this.deadlocks = new Deadlocks(lookEvery);
    }

    /** What is wrong, in words for people, and so much that only a restart helps; empty when all is well. */
    public List<String> ailments() {
        List<String> ailments = new ArrayList<>();
        long now = nanoTime.getAsLong();
        loops.forEach((turns, name) -> {
            Duration silent = turns.silentFor(now);
            if (silent.compareTo(silentMax) > 0) {
                ailments.add("event loop " + name + " has not turned for " + silent.toSeconds() + " s");
            }
        });
        List<String> deadlocked = deadlocks.names();
        if (!deadlocked.isEmpty()) {
            ailments.add("threads wait for each other: " + String.join(", ", deadlocked));
        }
        return ailments;
    }

    /** How late the turns of all event loops were. */
    public Histogram loopDelays() {
        return delays;
    }

    /** How late each event loop was at most in the last minute or two, by the name of its thread. */
    Map<String, Duration> latest() {
        long now = nanoTime.getAsLong();
        Map<String, Duration> latest = new TreeMap<>();
        // Two may be on one loop, where there are fewer loops than processors.
        loops.forEach((turns, name) -> latest.merge(name, turns.latest(now), (a, b) -> a.compareTo(b) > 0 ? a : b));
        return latest;
    }

    int deadlocked() {
        return deadlocks.names().size();
    }

    /** Takes the loop of {@code thread}. */
    LoopTurns join(Thread thread) {
        LoopTurns turns = new LoopTurns(delays, nanoTime.getAsLong());
        loops.put(turns, thread.getName());
        return turns;
    }

    /** Nobody waits for it any more. */
    void leave(LoopTurns turns) {
        loops.remove(turns);
    }

    /** Looks for deadlocks no more. */
    @Override
    public void close() {
        deadlocks.close();
    }
}
