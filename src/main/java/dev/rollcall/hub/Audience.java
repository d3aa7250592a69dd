package dev.rollcall.hub;

import dev.rollcall.inventory.Snapshot;
import dev.rollcall.sse.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * The clients of one hub that chose the same, and the frames that such clients are sent.
 *
 * <p>On the event loop of its hub.
 */
final class Audience {
    private final Choice choice;
    private final Frames frames;
    private final List<Client> clients = new ArrayList<>();
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

    /** Its clients, in no order; not to be changed, and not to be kept. */
    List<Client> clients() {
        return clients;
    }

    void add(Client client) {
        client.place = clients.size();
        clients.add(client);
    }

    /** Takes {@code client} out; the last one takes its place, so that no other needs to move. */
    void remove(Client client) {
        Client last = clients.remove(clients.size() - 1);
        if (last != client) {
            clients.set(client.place, last);
            last.place = client.place;
        }
        client.place = -1;
    }

    /** So many more of its clients lag; a negative number when they are less. */
    void lags(int more) {
        lagging += more;
    }

    /** How many of its clients do not lag, and so take what is handed round. */
    int takers() {
        return clients.size() - lagging;
    }

    boolean isEmpty() {
        return clients.isEmpty();
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
