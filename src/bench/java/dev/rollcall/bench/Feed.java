package dev.rollcall.bench;

import dev.rollcall.bus.UpdateBus;
import dev.rollcall.history.Recorder;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Subject;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/** Readings that always bring another version, recorded and published as the collector does it. On one event loop of its own. */
final class Feed {
    static final int PACKAGES = 1_000;
    /** What stands before the microseconds since 1970 in a version. */
    static final String VERSION = "1.";
    /** Of a second. */
    private static final int BATCHES = 50;

    private static final int FILL_BATCH = 1_000;
    private static final Duration TOOK = Duration.ofMillis(1);

    private final Vertx vertx;
    private final Context context;
    private final Inventory inventory;
    private final Recorder recorder;
    private final UpdateBus bus;
    private final Clock clock;
    private int next;
    private int owed;
    private boolean writing;

    Feed(Vertx vertx, Inventory inventory, Recorder recorder, UpdateBus bus, Clock clock) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.inventory = inventory;
        this.recorder = recorder;
        this.bus = bus;
        this.clock = clock;
    }

    /** {@code changes} as fast as they are written. */
    Future<Void> fill(int changes) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(v -> {
            recorder.start(() -> {}, revived -> {});
            fill(changes, done);
        });
        return done.future();
    }

    private void fill(int left, Promise<Void> done) {
        if (left <= 0) {
            done.complete();
            return;
        }
        record(Math.min(left, FILL_BATCH)).onComplete(v -> fill(left - FILL_BATCH, done));
    }

    /** {@code rate} changes per second; what cannot be written in time is owed, and written in the next batch. */
    void run(int rate) {
        if (rate > 0) {
            context.runOnContext(v -> {
                recorder.start(() -> {}, revived -> {});
                vertx.setPeriodic(1000 / BATCHES, id -> {
                    owed += rate / BATCHES;
                    if (!writing) {
                        int batch = owed;
                        owed = 0;
                        record(batch).onFailure(Throwable::printStackTrace);
                    }
                });
            });
        }
    }

    /** Package 0 is in every batch. The version says when its reading was made, so that whoever receives it knows how long it took. */
    private Future<Void> record(int changes) {
        Instant now = clock.instant();
        List<Reading> readings = IntStream.range(0, changes)
                .mapToObj(i -> new Reading(
                        subject(i == 0 ? 0 : 1 + next++ % (PACKAGES - 1)),
                        new Found(VERSION + ChronoUnit.MICROS.between(Instant.EPOCH, now) + "." + next),
                        now,
                        TOOK))
                .toList();
        writing = true;
        return recorder.record(inventory.apply(readings)).map(update -> {
            writing = false;
            bus.publish(update);
            return null;
        });
    }

    private static Subject subject(int n) {
        return new Subject(new EntryKey("host", "package-" + n), "Package " + n, "Benchmark");
    }
}
