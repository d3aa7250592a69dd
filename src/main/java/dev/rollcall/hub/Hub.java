package dev.rollcall.hub;

import dev.rollcall.config.StreamConfig;
import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.sse.Frame;
import dev.rollcall.sse.SseStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The clients of one event loop and what they are told (DESIGN §3): state, not history. Every client that is not lagging
 * is level with {@link #level()}; a lagging one is skipped, and gets what it lacks in one event when its stream drains.
 *
 * <p>All methods are called on the one event loop that owns the hub and its streams.
 */
public final class Hub {
    private static final Frame HEARTBEAT = Frame.comment();

    private final StreamConfig config;
    private final Frames frames;
    private final Places places;
    private final LongSupplier nanoTime;
    private final Random random;
    private final Pauses pauses;
    private final Set<Client> clients = new LinkedHashSet<>();
    private Snapshot level;
    private boolean closing;
    private long lastBroadcastNanos;

    /**
     * A hub without clients.
     *
     * @param level the state to begin with
     * @param frames shared by the hubs of a process
     * @param places shared by the hubs of a process
     * @param nanoTime a clock that only goes forward, as {@link System#nanoTime}
     * @param random for the pauses of clients and the order in which they are ended
     */
    public Hub(
            StreamConfig config, Snapshot level, Frames frames, Places places, LongSupplier nanoTime, Random random) {
        this.config = config;
        this.level = level;
        this.frames = frames;
        this.places = places;
        this.nanoTime = nanoTime;
        this.random = random;
        this.pauses = new Pauses(config.retry(), random);
        this.lastBroadcastNanos = nanoTime.getAsLong();
    }

    /** What every client that is not lagging has been told. */
    Snapshot level() {
        return level;
    }

    /** Clients now. */
    int clients() {
        return clients.size();
    }

    /**
     * Takes a new client and brings it level: by one {@code change} when it comes from a point of this epoch, by
     * {@code versions} otherwise. Over the limit, or while closing, it is sent away with {@code bye} and a long pause; never
     * by a status, for a browser's {@code EventSource} gives up for good on any but 200.
     *
     * @param resumeFrom what the client was told last, where it says so
     */
    public void join(SseStream stream, Optional<Cursor> resumeFrom, Deltas deltas) {
        if (closing || !places.take()) {
            sendAway(stream, closing ? ByeReason.SHUTDOWN : ByeReason.BUSY);
            return;
        }
        Client client = new Client(stream, deltas);
        clients.add(client);
        stream.onDrain(() -> catchUp(client));
        stream.onLeave(() -> leave(client));
        client.write(Frame.retry(pauses.ordinary()), nanoTime.getAsLong());
        Optional<Cursor> known = resumeFrom.filter(level::canResumeFrom);
        if (known.isPresent()) {
            client.sent(known.get().seq());
            bringLevel(client);
        } else {
            client.sent(level.seq());
            client.write(frames.versions(level), nanoTime.getAsLong());
        }
        if (!client.isLagging()) {
            client.write(frames.time(level.seq()), nanoTime.getAsLong());
        }
    }

    /** Takes the next state; what is new in it goes to every client that can take it. Older states are ignored. */
    public void update(Snapshot next) {
        if (next.revision() <= level.revision()) {
            return;
        }
        boolean changed = next.seq() > level.seq();
        level = next;
        if (changed) {
            broadcast(this::bringLevel);
        }
    }

    /** Tells everybody the time. */
    public void tellTime() {
        Frame time = frames.time(level.seq());
        broadcast(client -> client.write(time, nanoTime.getAsLong()));
    }

    /** Sends a comment when nothing else was sent for {@code stream.heartbeat}. Call it often. */
    public void keepAlive() {
        if (nanoTime.getAsLong() - lastBroadcastNanos >= config.heartbeat().toNanos()) {
            broadcast(client -> client.write(HEARTBEAT, nanoTime.getAsLong()));
        }
    }

    /** Cuts off who has taken nothing for {@code stream.lag}. */
    public void dropLaggards() {
        long before = nanoTime.getAsLong() - config.lag().toNanos();
        List.copyOf(clients).stream()
                .filter(client -> client.laggingBefore(before))
                .forEach(client -> client.stream().cut());
    }

    /** From now on, whoever comes is sent away. */
    void close() {
        closing = true;
    }

    /**
     * Ends a random part of the streams with {@code bye}; call it {@code steps} times, with {@code stepsLeft} counting down
     * to 1, and none is left.
     */
    void endSome(int stepsLeft) {
        List<Client> shuffled = new ArrayList<>(clients);
        Collections.shuffle(shuffled, random);
        int share = (shuffled.size() + stepsLeft - 1) / stepsLeft;
        shuffled.stream().limit(share).forEach(client -> {
            sendAway(client.stream(), ByeReason.SHUTDOWN);
            leave(client);
        });
    }

    private void broadcast(Consumer<Client> message) {
        lastBroadcastNanos = nanoTime.getAsLong();
        // A copy, because a write may find out that its client has left.
        for (Client client : List.copyOf(clients)) {
            if (!client.isLagging()) {
                message.accept(client);
            }
        }
    }

    private void bringLevel(Client client) {
        if (client.sentSeq() == level.seq()) {
            return;
        }
        // Whoever lags for long may be behind a removal that is no longer remembered.
        boolean whole = client.deltas() == Deltas.OFF || !level.reachesBackTo(client.sentSeq());
        Frame frame = whole ? frames.versions(level) : frames.change(level, client.sentSeq());
        client.sent(level.seq());
        client.write(frame, nanoTime.getAsLong());
    }

    private void catchUp(Client client) {
        if (client.isLagging() && clients.contains(client)) {
            client.drained();
            bringLevel(client);
        }
    }

    private void leave(Client client) {
        if (clients.remove(client)) {
            places.leave();
        }
    }

    private void sendAway(SseStream stream, ByeReason reason) {
        Duration pause = pauses.after(reason);
        // A client that is gone before its farewell needs none.
        stream.end(Frames.bye(reason, pause)).onFailure(e -> stream.cut());
    }
}
