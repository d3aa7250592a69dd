package dev.rollcall.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** One of the hubs of {@link HubModel}: its event loop, its clients, and what it should have told them. */
final class ModelSide {
    final Hub hub;
    final List<ModelClient> clients = new ArrayList<>();

    private final HubModel model;
    private final Deque<Runnable> turnEnds = new ArrayDeque<>();
    /** The newest state that the hub was given. */
    private Snapshot offered;
    /** The state that every client is level with that does not lag. */
    private Snapshot told;

    private int delivered;

    ModelSide(HubModel model) {
        this.model = model;
        Snapshot state = model.inventory.now();
        this.delivered = model.inventory.states().size();
        this.offered = state;
        this.told = state;
        this.hub = new Hub(() -> HubModel.CONFIG, model.shared(), state, turnEnds::add, model::nanos, new Random(1));
    }

    void beginStep() {
        clients.forEach(ModelClient::beginStep);
    }

    List<ModelClient> lagging() {
        return clients.stream().filter(ModelClient::isFull).toList();
    }

    /** Sends all home, as before a shutdown, and whoever comes then. */
    void endAll() {
        List<ModelClient> all = List.copyOf(clients);
        hub.close();
        hub.shuffledClients().forEach(hub::end);
        all.forEach(client -> assertThat(client.isEnded()).isTrue());
        ModelClient late = new ModelClient(model, Choice.PLAIN, ModelClient.ENDLESS);
        join(late, Optional.empty(), false);
        assertThat(late.heard).containsExactly("bye");
    }

    /** Brings the next state, all that are due, or one that is old. */
    void deliver(Random random) {
        List<Snapshot> states = model.inventory.states();
        int upTo = random.nextBoolean() ? states.size() : Math.min(states.size(), delivered + 1);
        for (; delivered < upTo; delivered++) {
            update(states.get(delivered));
        }
        if (delivered > 0 && random.nextInt(4) == 0) {
            update(states.get(random.nextInt(delivered)));
        }
    }

    void endTurn() {
        if (!turnEnds.isEmpty()) {
            turnEnds.remove().run();
            told = offered;
        }
    }

    void tellTime() {
        hub.tellTime();
        told = offered;
        for (ModelClient client : clients) {
            if (isLevel(client) && !client.wasFull && client.choice.events().contains(EventType.TIME)) {
                assertThat(client.heard).containsOnlyOnce("time");
            }
        }
    }

    void keepAlive() {
        hub.keepAlive();
        for (ModelClient client : clients) {
            if (isLevel(client) && !client.everLagged) {
                assertThat(model.nanos() - client.lastBytesNanos)
                        .as("silence in ns")
                        .isLessThan(HubModel.CONFIG.heartbeat().toNanos());
            }
        }
    }

    void dropLaggards() {
        long lagNanos = HubModel.CONFIG.lag().toNanos();
        List<ModelClient> before = clients.stream().filter(ModelClient::isOpen).toList();
        Set<ModelClient> due = new HashSet<>();
        before.stream()
                .filter(client -> client.isFull() && model.nanos() - client.fullSinceNanos > lagNanos)
                .forEach(due::add);
        hub.dropLaggards();
        before.forEach(client -> assertThat(client.cut).as("cut off").isEqualTo(due.contains(client)));
    }

    /** {@code admitted}: whether there is a place for it. */
    void join(ModelClient client, Optional<Cursor> from, boolean admitted) {
        Snapshot now = model.inventory.now();
        offered = now;
        told = now;
        client.lastBytesNanos = model.nanos();
        from.filter(now::canResumeFrom)
                .ifPresentOrElse(known -> client.knows(model.stateAt(known.seq())), () -> client.startsAt(now));
        hub.join(client, "192.0.2.1", now, from, client.choice);
        assertThat(client.isEnded()).as("sent away").isEqualTo(!admitted);
        assertThat(client.retryMillis()).isPositive();
        if (admitted) {
            clients.add(client);
        }
    }

    private void update(Snapshot state) {
        if (state.revision() > offered.revision()) {
            offered = state;
        }
        hub.update(state);
    }

    private static boolean isLevel(ModelClient client) {
        return client.isOpen() && !client.isFull();
    }

    /** What must be so after each step. */
    void check() {
        clients.removeIf(client -> !client.isOpen());
        assertThat(hub.clientCount()).isEqualTo(clients.size());
        for (ModelClient client : clients) {
            if (client.wasFull) {
                assertThat(client.writesInStep).as("writes to who lagged").isLessThanOrEqualTo(1);
                assertThat(client.heard).hasSizeLessThanOrEqualTo(1);
            }
            if (isLevel(client)) {
                isAsItShouldBe(client);
                client.levelSeq = told.seq();
            }
        }
        if (turnEnds.isEmpty()) {
            assertThat(told.revision()).isEqualTo(hub.level().revision());
        }
    }

    private void isAsItShouldBe(ModelClient client) {
        var expected = ModelRow.all(told, client.choice.filter());
        Set<EventType> events = client.choice.events();
        boolean changes = client.choice.deltas() == Deltas.ON && events.contains(EventType.CHANGE);
        if (events.contains(EventType.VERSIONS) && (changes || client.choice.deltas() == Deltas.OFF)) {
            assertThat(client.rows).as("level").isEqualTo(expected);
        } else if (changes) {
            if (told.removals().forgottenSeq() > client.levelSeq) {
                // It was due a versions event, which it does not want.
                client.baseSeq = told.seq();
            }
            expected.values().removeIf(row -> row.seq() <= client.baseSeq);
            assertThat(client.rows).as("what changed").containsAllEntriesOf(expected);
        }
    }
}
