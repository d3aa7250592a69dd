package dev.rollcall.testing;

import dev.rollcall.bus.UpdateBus;
import dev.rollcall.history.Recorder;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Status;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Readings that a test makes up, applied, recorded and published as the collector does it: one batch after the other, on an event
 * loop of its own. Any thread.
 */
final class BoardCollector {
    /** So that a long past does not come in one transaction and one event. */
    private static final int BATCH = 1_000;

    private final Context context;
    private final Inventory inventory;
    private final Recorder recorder;
    private final UpdateBus bus;
    private final Clock clock;
    private Future<Void> last = Future.succeededFuture();

    BoardCollector(Vertx vertx, Inventory inventory, Recorder recorder, UpdateBus bus, Clock clock) {
        this.context = vertx.getOrCreateContext();
        this.inventory = inventory;
        this.recorder = recorder;
        this.bus = bus;
        this.clock = clock;
        context.runOnContext(v -> recorder.start(() -> {}, revived -> {}));
    }

    /** Applies {@code past}, and checks once more at {@code now} whatever is asked at all. */
    Future<Void> fill(List<Reading> past, Instant now) {
        for (int from = 0; from < past.size(); from += BATCH) {
            List<Reading> batch = past.subList(from, Math.min(past.size(), from + BATCH));
            enqueue(() -> batch);
        }
        return enqueue(() -> checksAt(now));
    }

    /** Applies {@code readings} behind those before; succeeds when they are told. */
    Future<Void> apply(List<Reading> readings) {
        return enqueue(() -> readings);
    }

    /** The state after the last batch. */
    Snapshot snapshot() {
        return inventory.snapshot();
    }

    Instant now() {
        return clock.instant();
    }

    private List<Reading> checksAt(Instant now) {
        return inventory.snapshot().entries().stream()
                .filter(entry -> entry.status() != Status.STALE)
                .map((Entry entry) -> Reading.of(entry, now))
                .toList();
    }

    private Future<Void> enqueue(Supplier<List<Reading>> readings) {
        Promise<Void> told = Promise.promise();
        context.runOnContext(v -> {
            last = last.compose(before -> tell(readings.get()));
            last.onComplete(told);
        });
        return told.future();
    }

    private Future<Void> tell(List<Reading> readings) {
        return recorder.record(inventory.apply(readings)).map(update -> {
            bus.publish(update);
            return null;
        });
    }
}
