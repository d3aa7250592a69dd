package dev.rollcall.bench;

import dev.rollcall.bus.UpdateBus;
import dev.rollcall.hub.EventEncoder;
import dev.rollcall.hub.Filter;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Standing;
import dev.rollcall.inventory.Subject;
import dev.rollcall.sse.EventText;
import dev.rollcall.sse.Frame;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Published texts in a real inventory, each in the place of a version: the newest {@value #KEPT} are its entries. Encodes
 * every one as a {@code change} event of its own, so that a client can count them and see when each was published, where
 * the product has one event for all that changed.
 *
 * <p>Any thread.
 */
final class Bulletins implements EventEncoder {
    /** More than are on their way at once, so that none is overtaken before a client that keeps up was sent it. */
    private static final int KEPT = 128;

    private static final EventText CHANGE = new EventText("change");
    private static final EventText VERSIONS = new EventText("versions");

    private final Clock clock;
    private final UpdateBus bus;
    private final Inventory inventory;
    private int published;

    Bulletins(Clock clock, Vertx vertx) {
        this.clock = clock;
        this.inventory = new Inventory("bench", clock, KEPT);
        this.bus = new UpdateBus(vertx, inventory.snapshot());
    }

    UpdateBus bus() {
        return bus;
    }

    Snapshot snapshot() {
        return inventory.snapshot();
    }

    /** Puts {@code text} into the inventory and onto the bus. */
    synchronized void publish(String text) {
        EntryKey key = new EntryKey("bench", "text" + published++ % KEPT);
        Subject subject = new Subject(key, key.packageName(), "Benchmark");
        Reading reading = new Reading(subject, new Reading.Found(text), clock.instant(), Duration.ZERO);
        bus.publish(inventory.apply(List.of(reading)));
    }

    /** The number of the last text alone: who joins has missed them. */
    @Override
    public Frame versions(Snapshot state, Filter filter) {
        return Frame.event(
                VERSIONS,
                id(state.seq()),
                null,
                new JsonObject().put("seq", state.seq()).encode());
    }

    @Override
    public Frame change(Snapshot state, long seq, Filter filter) {
        List<Frame> events = new ArrayList<>();
        for (Standing standing : state.changedSince(seq)) {
            events.add(event(standing));
        }
        return Frame.join(events);
    }

    private static Frame event(Standing standing) {
        String text = standing instanceof Entry entry ? String.valueOf(entry.version()) : "";
        JsonObject data = new JsonObject().put("seq", standing.seq()).put("body", text);
        return Frame.event(CHANGE, id(standing.seq()), null, data.encode());
    }

    private static EventText id(long seq) {
        return new EventText("bench-" + seq);
    }
}
