package dev.rollcall.collect;

import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Update;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies readings to the inventory, has what they did written down, and publishes it: one update for all readings of one
 * turn of the event loop, or for all that came while the last one was being written. The only writer of the inventory; lives
 * on one event loop.
 */
final class Collector {
    private static final Logger log = LoggerFactory.getLogger(Collector.class);

    private final Inventory inventory;
    private final Function<Update, Future<Update>> recorder;
    private final Consumer<Update> publisher;
    private final Executor eventLoop;
    private final ChangeLog changes = new ChangeLog();
    private List<Reading> pending = new ArrayList<>();
    private boolean due;
    private boolean writing;
    private int limit;
    private long refusedBefore;
    private boolean saidFull;

    /**
     * Makes a collector.
     *
     * @param recorder writes an update down; succeeds with what may be shown, on the event loop
     * @param publisher takes each update, in order
     * @param eventLoop runs a task after the current turn, on the same event loop
     */
    Collector(
            Inventory inventory,
            Function<Update, Future<Update>> recorder,
            Consumer<Update> publisher,
            Executor eventLoop) {
        this.inventory = inventory;
        this.recorder = recorder;
        this.publisher = publisher;
        this.eventLoop = eventLoop;
        this.limit = inventory.entriesMax();
    }

    /** Takes readings; they are applied together with others of this turn. */
    void accept(List<Reading> readings) {
        pending.addAll(readings);
        if (!readings.isEmpty()) {
            apply();
        }
    }

    /** Applies what there is at the end of this turn, be it nothing, and publishes the state. */
    void apply() {
        if (!due) {
            due = true;
            eventLoop.execute(this::flush);
        }
    }

    private void flush() {
        if (writing) {
            // Comes back when what is on its way is written.
            return;
        }
        // Taken away first: whatever happens below, the next readings are applied.
        List<Reading> readings = pending;
        pending = new ArrayList<>();
        due = false;
        writing = true;
        recorded(readings).onComplete(written -> {
            writing = false;
            if (due) {
                eventLoop.execute(this::flush);
            }
            if (written.succeeded()) {
                publish(written.result());
            } else {
                log.error("not published readings={}", readings.size(), written.cause());
            }
        });
    }

    /** Whatever goes wrong with these, the next readings have their turn. */
    private Future<Update> recorded(List<Reading> readings) {
        try {
            return recorder.apply(inventory.apply(readings));
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private void publish(Update update) {
        changes.tell(update.changes());
        sayOnceThatTheBoardIsFull();
        publisher.accept(update);
    }

    private void sayOnceThatTheBoardIsFull() {
        if (limit != inventory.entriesMax()) {
            limit = inventory.entriesMax();
            refusedBefore = inventory.refused();
            saidFull = false;
        }
        if (!saidFull && inventory.refused() > refusedBefore) {
            saidFull = true;
            log.warn(
                    "the board is full entries={} refused={}: new ones are not taken; collect.entries is the limit",
                    inventory.entriesMax(),
                    inventory.refused());
        }
    }
}
