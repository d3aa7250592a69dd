package dev.rollcall.hub;

import dev.rollcall.inventory.Snapshot;
import dev.rollcall.sse.EventText;
import dev.rollcall.sse.Frame;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The frames of a process: each event is encoded once, by whoever needs it first, and shared by all hubs and clients.
 * Remembers a bounded number of the frames used last. Thread-safe.
 */
public final class Frames {
    private static final EventText VERSIONS = new EventText("versions");
    private static final EventText JSON = new EventText("json");
    private static final EventText CHANGE = new EventText("change");
    private static final EventText TIME = new EventText("time");
    private static final EventText BYE = new EventText("bye");

    /** Every distinct cursor of a lagging client makes a frame; those of the last few moments are worth keeping. */
    private static final int REMEMBERED_MAX = 32;
    /** Clients that ask for the time within one such span get the same answer. */
    private static final long TIME_GRAIN_MILLIS = 50;

    private final Clock clock;
    private final Map<Key, Frame> remembered = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Frame> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };
    private long encoded;

    /** Takes the time of {@code time} events from {@code clock}. */
    public Frames(Clock clock) {
        this.clock = clock;
    }

    /** What makes two frames the same: the event's name and two numbers that depend on it. */
    private record Key(EventText name, long from, long to) {}

    /** Everything in {@code snapshot}. */
    Frame versions(Snapshot snapshot) {
        return once(
                new Key(VERSIONS, 0, snapshot.revision()),
                () -> Frame.event(VERSIONS, id(snapshot), null, Wire.versions(snapshot)));
    }

    /** The JSON of {@link #versions}, without framing. Any thread. */
    public Buffer versionsJson(Snapshot snapshot) {
        return once(new Key(JSON, 0, snapshot.revision()), () -> new Frame(Buffer.buffer(Wire.versions(snapshot))))
                .bytes();
    }

    /** What changed after {@code seq}, in one event. */
    Frame change(Snapshot snapshot, long seq) {
        return once(
                new Key(CHANGE, seq, snapshot.seq()),
                () -> Frame.event(CHANGE, id(snapshot), null, Wire.change(snapshot, seq)));
    }

    /** The time now. */
    Frame time(long seq) {
        Instant now = clock.instant();
        return once(
                new Key(TIME, now.toEpochMilli() / TIME_GRAIN_MILLIS, seq),
                () -> Frame.event(TIME, Wire.time(now, seq)));
    }

    /** Farewell to one client, with a pause of its own. */
    static Frame bye(ByeReason reason, Duration retry) {
        return Frame.event(BYE, null, retry, Wire.bye(reason, retry.toMillis()));
    }

    /** How many frames were encoded since the beginning. */
    synchronized long encoded() {
        return encoded;
    }

    /** Under one lock, so that no two threads encode the same. */
    private synchronized Frame once(Key key, Supplier<Frame> encode) {
        Frame known = remembered.get(key);
        if (known != null) {
            return known;
        }
        Frame frame = encode.get();
        encoded++;
        remembered.put(key, frame);
        return frame;
    }

    private static EventText id(Snapshot snapshot) {
        return new EventText(snapshot.cursor().toString());
    }
}
