package dev.rollcall.hub;

import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A hub whose turn of the event loop ends when the test says so, and an inventory to feed it from. */
final class HubRig {
    final Inventory inventory = new Inventory("epoch", Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), 100);
    final Frames frames = new Frames(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    final Deque<Runnable> turnEnd = new ArrayDeque<>();
    final StreamCounters counters = new StreamCounters();
    long nanos;
    final Hub hub = new Hub(
            () -> HubModel.CONFIG,
            new Hub.Shared(frames, Places.of(100, 1_000_000, () -> nanos), new Filters(10), counters),
            inventory.snapshot(),
            turnEnd::add,
            () -> nanos,
            new Random(1));

    FakeStream join() {
        return join(Choice.PLAIN, Optional.empty());
    }

    FakeStream join(Choice choice, Optional<Cursor> from) {
        FakeStream client = new FakeStream();
        nanos += 1_000_000;
        hub.join(client, "192.0.2.1", inventory.snapshot(), from, choice);
        return client;
    }

    /** One that joined and has read what it was sent. */
    FakeStream joined() {
        FakeStream client = join();
        client.take();
        return client;
    }

    /** What the collector does; the hub hears of it by {@code hub.update}. */
    Snapshot found(String name, String version) {
        return apply(name, new Reading.Found(version));
    }

    Snapshot gone(String name) {
        return apply(name, new Reading.Gone());
    }

    void endTurn() {
        while (!turnEnd.isEmpty()) {
            turnEnd.remove().run();
        }
    }

    private Snapshot apply(String name, Reading.Outcome outcome) {
        Subject subject = new Subject(new EntryKey("web1", name), name, "Web");
        return inventory
                .apply(List.of(new Reading(subject, outcome, Instant.EPOCH, Duration.ZERO)))
                .snapshot();
    }
}
