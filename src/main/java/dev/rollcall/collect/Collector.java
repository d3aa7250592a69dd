package dev.rollcall.collect;

import dev.rollcall.inventory.Change;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Status;
import dev.rollcall.inventory.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies readings to the inventory and publishes what they did, one update for all readings of one turn of the event
 * loop. The only writer of the inventory; lives on one event loop.
 */
final class Collector {
    private static final Logger log = LoggerFactory.getLogger(Collector.class);
    /** When one failed command is the news of thousands of entries, the first ones tell it; a log line may block. */
    private static final int LINES_MAX = 50;

    private final Inventory inventory;
    private final Consumer<Update> publisher;
    private final Executor eventLoop;
    private final List<Reading> pending = new ArrayList<>();
    private boolean saidFull;

    /**
     * Makes a collector.
     *
     * @param publisher takes each update, in order
     * @param eventLoop runs a task after the current turn, on the same event loop
     */
    Collector(Inventory inventory, Consumer<Update> publisher, Executor eventLoop) {
        this.inventory = inventory;
        this.publisher = publisher;
        this.eventLoop = eventLoop;
    }

    /** Takes readings; they are applied together with others of this turn. */
    void accept(List<Reading> readings) {
        if (pending.isEmpty() && !readings.isEmpty()) {
            eventLoop.execute(this::flush);
        }
        pending.addAll(readings);
    }

    private void flush() {
        // Cleared first: whatever happens below, the next readings are applied.
        List<Reading> readings = List.copyOf(pending);
        pending.clear();
        Update update = inventory.apply(readings);
        log(update.changes());
        sayOnceThatTheBoardIsFull();
        publisher.accept(update);
    }

    private void sayOnceThatTheBoardIsFull() {
        if (!saidFull && inventory.refused() > 0) {
            saidFull = true;
            log.warn(
                    "the board is full entries={} refused={}: new ones are not taken; collect.entries is the limit",
                    inventory.entriesMax(),
                    inventory.refused());
        }
    }

    private static void log(List<Change> changes) {
        List<Change> news = changes.stream()
                .filter(change -> log.isDebugEnabled() || !appeared(change))
                .toList();
        news.stream().limit(LINES_MAX).forEach(Collector::log);
        if (news.size() > LINES_MAX) {
            log.warn("and more changes at the same moment count={}", news.size() - LINES_MAX);
        }
    }

    private static boolean appeared(Change change) {
        return change.before() == null
                && change.after() != null
                && change.after().reason() == null;
    }

    private static void log(Change change) {
        Entry before = change.before();
        Entry after = change.after();
        String host = change.key().host();
        String name = change.key().packageName();
        if (after == null) {
            log.info("removed host={} package={}", host, name);
        } else if (after.reason() != null) {
            log.warn(
                    "{} host={} package={} version={} reason=\"{}\"",
                    after.status().wireName(),
                    host,
                    name,
                    after.version(),
                    after.reason().text());
        } else if (before == null) {
            log.debug("appeared host={} package={} version={}", host, name, after.version());
        } else if (before.status() != Status.OK
                && after.version() != null
                && after.version().equals(before.version())) {
            log.info("recovered host={} package={} version={}", host, name, after.version());
        } else {
            log.info("changed host={} package={} from={} to={}", host, name, before.version(), after.version());
        }
    }
}
