package dev.rollcall.testing;

import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Found;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A steady load of changes on a board, each of them told alone, as they come when each command has a moment of its own: some
 * entry, drawn at random, has another version. Runs from when it is made until it is closed.
 */
public final class BoardLoad implements AutoCloseable {
    private static final int PER_SECOND_MAX = 1_000;
    private static final long SECOND_MILLIS = 1_000;
    private static final Duration TOOK = Duration.ofMillis(20);

    private final Vertx vertx;
    private final BoardCollector collector;
    private final Random random = new Random(1);
    private final AtomicInteger changes = new AtomicInteger();
    private final long timer;

    BoardLoad(Vertx vertx, BoardCollector collector, int perSecond) {
        if (perSecond < 1 || perSecond > PER_SECOND_MAX) {
            throw new IllegalArgumentException(
                    "perSecond: found " + perSecond + "; must be from 1 to " + PER_SECOND_MAX);
        }
        this.vertx = vertx;
        this.collector = collector;
        this.timer = vertx.setPeriodic(SECOND_MILLIS / perSecond, id -> changeOne());
    }

    /** How many changes it made so far. */
    public int changes() {
        return changes.get();
    }

    private void changeOne() {
        List<Entry> entries = collector.snapshot().entries();
        if (!entries.isEmpty()) {
            Entry entry = entries.get(random.nextInt(entries.size()));
            Instant now = collector.now();
            Found found = new Found("1." + random.nextInt(100) + "." + changes.incrementAndGet());
            collector.apply(List.of(new Reading(entry.subject(), found, now, TOOK)));
        }
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }
}
