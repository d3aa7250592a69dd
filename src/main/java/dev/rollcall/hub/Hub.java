package dev.rollcall.hub;

import static dev.rollcall.log.Value.text;

import dev.rollcall.config.StreamConfig;
import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.sse.Coding;
import dev.rollcall.sse.Frame;
import dev.rollcall.sse.SseStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients of one event loop and what they are told (DESIGN §3): state, not history. Every client that is not lagging
 * is level with {@link #level()}; a lagging one is skipped, and gets what it lacks in one event when its stream drains.
 *
 * <p>What changes within one turn of the event loop goes out at its end, in one event and one write per client.
 *
 * <p>All methods are called on the one event loop that owns the hub and its streams.
 */
public final class Hub {
    private static final Logger log = LoggerFactory.getLogger(Hub.class);

    /** A few retransmissions went unanswered by then (RFC 6298: the first after a second at most, then doubled). */
    private static final Duration PEER_SILENT_MAX = Duration.ofSeconds(15);

    private final Supplier<StreamConfig> config;
    private final Shared shared;
    private final Executor turnEnd;
    private final LongSupplier nanoTime;
    private final Random random;
    private final Pauses pauses;
    private final Clients clients;
    /** What came up while frames were being handed round. */
    private final Queue<Runnable> meanwhile = new ArrayDeque<>();

    private final Publications publications = new Publications();

    private Snapshot level;
    private Snapshot next;
    private boolean inRound;
    private boolean closing;

    /**
     * What the hubs of a process share.
     *
     * @param frames encodes each event once
     * @param places how many clients there may be
     * @param filters how many distinct choices there may be
     * @param counters what is counted
     */
    public record Shared(Frames frames, Places places, Filters filters, StreamCounters counters) {

        /** The same, with counters that begin at zero. */
        public Shared(Frames frames, Places places, Filters filters) {
            this(frames, places, filters, new StreamCounters());
        }
    }

    /**
     * A hub without clients.
     *
     * @param config how the stream behaves, as it is now: it is asked each time
     * @param level the state to begin with
     * @param turnEnd runs a task on the hub's event loop after all that is waiting there already
     * @param nanoTime a clock that only goes forward, as {@link System#nanoTime}
     * @param random for the pauses of clients and the order in which they are ended
     */
    public Hub(
            Supplier<StreamConfig> config,
            Shared shared,
            Snapshot level,
            Executor turnEnd,
            LongSupplier nanoTime,
            Random random) {
        this.config = config;
        this.shared = shared;
        this.clients = new Clients(shared);
        this.level = level;
        this.next = level;
        this.turnEnd = turnEnd;
        this.nanoTime = nanoTime;
        this.random = random;
        this.pauses = new Pauses(() -> config.get().retry(), random);
    }

    /** What every client that is not lagging has been told. */
    Snapshot level() {
        return level;
    }

    /** Clients now. */
    int clientCount() {
        return clients.count();
    }

    /**
     * Takes a new client and brings it level with {@code state}: by one {@code change} when it comes from a point of this
     * epoch, by {@code versions} otherwise. Over a limit, or while closing, it is sent away with {@code bye} and a long
     * pause; never by a status, for a browser's {@code EventSource} gives up for good on any but 200.
     *
     * @param address where it comes from, for {@code stream.clientsPerAddress}
     * @param state the state now: another event loop may have told this client more than has reached this one
     * @param resumeFrom what the client was told last, where it says so
     * @return whether it was taken
     */
    public boolean join(SseStream stream, String address, Snapshot state, Optional<Cursor> resumeFrom, Choice choice) {
        offer(state);
        tellNews();
        long now = nanoTime.getAsLong();
        Consumer<Refusal> refused = why -> refuse(stream, choice, why);
        if (closing) {
            refused.accept(Refusal.SHUTDOWN);
            return false;
        }
        Optional<Client> admitted = clients.admit(stream, address, choice, now, refused);
        if (admitted.isEmpty()) {
            return false;
        }
        Client client = admitted.get();
        stream.onDrain(() -> catchUp(client));
        stream.onLeave(() -> leave(client));
        List<Frame> greeting = greeting(client.audience(), resumeFrom);
        stream.write(greeting);
        shared.counters().delivered(1, greeting.stream().mapToInt(Hub::bytes).sum());
        markIfLagging(client, now);
        return true;
    }

    /** The same as {@link #update(Snapshot)} with an update that was published at {@code publishedNanos} of the hub's clock. */
    public void update(Snapshot state, long publishedNanos) {
        if (state.seq() != level.seq()) {
            publications.add(publishedNanos);
        }
        update(state);
    }

    /** Takes the next state; what is new in it goes out at the end of this turn. Older states are ignored. */
    public void update(Snapshot state) {
        boolean waiting = hasNews();
        offer(state);
        if (!waiting && hasNews()) {
            turnEnd.execute(this::tellNews);
        }
    }

    /** Tells everybody the time, together with what is new. */
    public void tellTime() {
        tell(audience -> audience.time(next));
    }

    /** Sends a comment to those to whom nothing else was sent for {@code stream.heartbeat}. Call it often. */
    public void keepAlive() {
        long silentSince = nanoTime.getAsLong() - config.get().heartbeat().toNanos();
        round(() -> clients.audiences().stream()
                .filter(audience -> audience.isSilentSince(silentSince))
                .forEach(audience -> handRound(audience, audience.heartbeat(), level.seq())));
    }

    /** Cuts off who has taken nothing for {@code stream.lag}. Call it often: it sees by itself what was taken meanwhile. */
    public void dropLaggards() {
        long now = nanoTime.getAsLong();
        long before = now - config.get().lag().toNanos();
        for (Client client : clients.lagging()) {
            client.look(now);
            if (client.isStuckSince(before)) {
                client.leavesFor(LeaveReason.LAG);
                client.stream().cut();
            }
        }
    }

    /** Cuts off whose machine has gone without a word. Costs a call into the kernel per client: call it every few seconds. */
    public void dropSilent() {
        for (Client client : clients.all()) {
            if (client.stream().isPeerSilent(PEER_SILENT_MAX)) {
                client.stream().cut();
            }
        }
    }

    /** From now on, whoever comes is sent away. */
    void close() {
        closing = true;
    }

    /** All its clients, in random order. */
    List<Client> shuffledClients() {
        List<Client> all = clients.all();
        Collections.shuffle(all, random);
        return all;
    }

    /** Ends the stream of {@code client} with {@code bye}, unless it has left. */
    void end(Client client) {
        if (client.isHere()) {
            client.leavesFor(LeaveReason.ENDED);
            sendAway(client.stream(), Frame.NOTHING, client.audience().choice(), ByeReason.SHUTDOWN);
            leave(client);
        }
    }

    private void refuse(SseStream stream, Choice choice, Refusal why) {
        shared.counters().refused(why);
        sendAway(stream, choice.coding().head(), choice, why.bye());
    }

    private List<Frame> greeting(Audience audience, Optional<Cursor> resumeFrom) {
        Coding coding = audience.choice().coding();
        Optional<Cursor> known = resumeFrom.filter(level::canResumeFrom);
        return List.of(
                coding.head(),
                coding.single(Frame.retry(pauses.ordinary())),
                known.isPresent() ? audience.news(level, known.get().seq()) : audience.versions(level),
                audience.time(level));
    }

    private void offer(Snapshot state) {
        if (state.revision() > next.revision()) {
            next = state;
        }
    }

    private boolean hasNews() {
        return next.revision() != level.revision();
    }

    private void tellNews() {
        if (hasNews()) {
            tell(audience -> Frame.NOTHING);
        }
    }

    /** Sends every audience what is new, and what else {@code addition} has for it, in one write. */
    private void tell(Function<Audience, Frame> addition) {
        Snapshot state = next;
        long toldSeq = level.seq();
        round(() -> {
            for (Audience audience : clients.audiences()) {
                tell(audience, state, toldSeq, addition);
            }
            level = state;
        });
        if (clients.count() > 0) {
            publications.told(nanoTime.getAsLong(), shared.counters().publishToFlush());
        } else {
            publications.forget();
        }
    }

    /** What goes wrong for those who chose this does not keep the others from hearing. */
    private void tell(Audience audience, Snapshot state, long toldSeq, Function<Audience, Frame> addition) {
        try {
            Frame frame = Frame.join(List.of(audience.news(state, toldSeq), addition.apply(audience)));
            handRound(audience, frame, state.seq());
        } catch (RuntimeException | OutOfMemoryError e) {
            // Who was told and who was not is not known; each comes back with the id of what it was told last.
            log.error(
                    "could not be told and were cut clients={} choice={}",
                    audience.level().size(),
                    text(audience.choice()),
                    e);
            List.copyOf(audience.level()).forEach(client -> client.stream().cut());
        }
    }

    /** To every client that is not lagging. {@code seq}: the last change in it or before it. */
    private void handRound(Audience audience, Frame frame, long seq) {
        if (frame.isEmpty()) {
            return;
        }
        long now = nanoTime.getAsLong();
        audience.sentAt(now);
        shared.counters().delivered(audience.level().size(), bytes(frame));
        audience.send(frame, client -> clients.lag(client, seq, now));
    }

    /** One write may end or drain other streams, as those of one HTTP/2 connection: they are seen to afterwards. */
    private void round(Runnable round) {
        inRound = true;
        try {
            round.run();
        } finally {
            inRound = false;
        }
        clients.countLagging();
        while (!meanwhile.isEmpty()) {
            meanwhile.remove().run();
        }
    }

    /** Only for one that has been sent all there is. */
    private void markIfLagging(Client client, long nowNanos) {
        if (client.stream().isFull()) {
            clients.lag(client, level.seq(), nowNanos);
        }
        clients.countLagging();
    }

    private static int bytes(Frame frame) {
        return frame.bytes().length();
    }

    private void catchUp(Client client) {
        if (inRound) {
            meanwhile.add(() -> catchUp(client));
        } else if (clients.drained(client)) {
            Frame news = client.audience().news(level, client.sentSeq());
            if (!news.isEmpty()) {
                client.stream().write(news);
                shared.counters().delivered(1, bytes(news));
            }
            markIfLagging(client, nanoTime.getAsLong());
        }
    }

    private void leave(Client client) {
        if (inRound) {
            meanwhile.add(() -> leave(client));
        } else {
            clients.leave(client);
        }
    }

    /** {@code head}: what its stream begins with, where nothing was sent on it yet. */
    private void sendAway(SseStream stream, Frame head, Choice choice, ByeReason reason) {
        Frame bye = Frame.join(List.of(head, Frames.bye(reason, pauses.after(reason), choice)));
        shared.counters().delivered(1, bytes(bye));
        // A client that is gone before its farewell needs none.
        stream.end(bye).onFailure(e -> stream.cut());
    }
}
