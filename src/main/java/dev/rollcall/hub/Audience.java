package dev.rollcall.hub;

import dev.rollcall.inventory.Snapshot;
import dev.rollcall.sse.Frame;
import dev.rollcall.sse.SseStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The clients of one hub that chose the same, and the frames that such clients are sent.
 *
 * <p>On the event loop of its hub.
 */
final class Audience {
    private static final int NOWHERE = -1;

    private final Choice choice;
    private final Frames frames;
    private final List<Client> level = new ArrayList<>();
    /** The streams of {@link #level}, in the same places: handing a frame round touches no more than it must. */
    private final List<SseStream> streams = new ArrayList<>();

    private int lagging;
    private long lastSentNanos;

    Audience(Choice choice, Frames frames, long nowNanos) {
        this.choice = choice;
        this.frames = frames;
        this.lastSentNanos = nowNanos;
    }

    Choice choice() {
        return choice;
    }

    /** Its clients that do not lag, in no order; not to be changed, and not to be kept. */
    List<Client> level() {
        return level;
    }

    /** Takes a client that does not lag. */
    void add(Client client) {
        client.place = level.size();
        level.add(client);
        streams.add(client.stream());
    }

    /** {@code client} takes no more for now: nothing is handed to it until it {@link #catchesUp}. */
    void lags(Client client) {
        remove(client);
        lagging++;
    }

    /** {@code client}, which lagged, is to be handed what comes next. */
    void catchesUp(Client client) {
        lagging--;
        add(client);
    }

    /** {@code client} is no more. */
    void leaves(Client client) {
        if (client.isLagging()) {
            lagging--;
        } else {
            remove(client);
        }
    }

    boolean isEmpty() {
        return level.isEmpty() && lagging == 0;
    }

    /**
     * Writes {@code frame} to each of its clients that does not lag.
     *
     * @param full is told of each that takes no more afterwards; may let it lag at once
     */
    void send(Frame frame, Consumer<Client> full) {
        // From the end: whoever lags gives its place to one that was served already.
        for (int i = streams.size() - 1; i >= 0; i--) {
            SseStream stream = streams.get(i);
            stream.write(frame);
            if (stream.isFull()) {
                full.accept(level.get(i));
            }
        }
    }

    /** The last one takes the place of {@code client}, so that no other needs to move. */
    private void remove(Client client) {
        int last = level.size() - 1;
        Client mover = level.get(last);
        level.set(client.place, mover);
        streams.set(client.place, mover.stream());
        mover.place = client.place;
        level.remove(last);
        streams.remove(last);
        client.place = NOWHERE;
    }

    /** Whether nothing was sent to it since {@code nanos}. */
    boolean isSilentSince(long nanos) {
        return lastSentNanos - nanos <= 0;
    }

    void sentAt(long nowNanos) {
        lastSentNanos = nowNanos;
    }

    /** Everything; nothing for those who do not want to hear of it. */
    Frame versions(Snapshot state) {
        return choice.wants(EventType.VERSIONS) ? frames.versions(state, choice) : Frame.NOTHING;
    }

    /** What brings somebody level with {@code state} who knew everything up to change {@code seq}. */
    Frame news(Snapshot state, long seq) {
        if (state.seq() == seq) {
            return Frame.NOTHING;
        }
        // Whoever lags for long may be behind a removal that is no longer remembered.
        if (choice.deltas() == Deltas.OFF || !state.reachesBackTo(seq)) {
            return versions(state);
        }
        return choice.wants(EventType.CHANGE) ? frames.change(state, seq, choice) : Frame.NOTHING;
    }

    /** The time now. */
    Frame time(Snapshot state) {
        return choice.wants(EventType.TIME) ? frames.time(state.seq(), choice.coding()) : Frame.NOTHING;
    }

    Frame heartbeat() {
        return frames.heartbeat(choice.coding());
    }
}
