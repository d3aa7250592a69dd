package dev.rollcall.hub;

import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.sse.Coding;
import dev.rollcall.sse.Frame;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The frames of a process: each event is encoded once, by whoever needs it first, and shared by all hubs and clients.
 * Remembers a bounded number of the frames used last. Thread-safe.
 */
public final class Frames {
    /** Every distinct cursor of a lagging client makes a frame; those of the last few moments are worth keeping. */
    private static final int REMEMBERED_MAX = 256;
    /** Some whole boards, or very many changes. */
    private static final long REMEMBERED_BYTES_MAX = 8L * 1024 * 1024;
    /** Clients that ask for the time within one such span get the same answer. */
    private static final long TIME_GRAIN_MILLIS = 50;

    private static final Map<Coding, Frame> HEARTBEATS =
            Map.of(Coding.IDENTITY, Frame.comment(), Coding.GZIP, Coding.GZIP.shared(Frame.comment()));

    private final Clock clock;
    private final EventEncoder encoder;
    private final Map<Key, Frame> remembered = new LinkedHashMap<>(64, 0.75f, true);
    private long rememberedBytes;
    private long encoded;

    /** The frames of the wire; takes the time of {@code time} events from {@code clock}. */
    public Frames(Clock clock) {
        this(clock, new WireEncoder());
    }

    /** Frames that {@code encoder} makes. */
    public Frames(Clock clock, EventEncoder encoder) {
        this.clock = clock;
        this.encoder = encoder;
    }

    /** What makes two frames the same: what is in it, for whom, and two numbers that depend on it. */
    private record Key(Content content, Filter filter, Coding coding, long from, long to) {}

    private enum Content {
        VERSIONS,
        JSON,
        CHANGE,
        TIME
    }

    /** Everything in {@code state}. */
    Frame versions(Snapshot state, Choice choice) {
        Key key = new Key(Content.VERSIONS, choice.filter(), Coding.IDENTITY, 0, state.revision());
        return coded(key, choice.coding(), () -> encoder.versions(state, choice.filter()));
    }

    /** The JSON of {@link #versions}, without framing. Any thread. */
    public Buffer versionsJson(Snapshot state) {
        Key key = new Key(Content.JSON, Filter.ALL, Coding.IDENTITY, 0, state.revision());
        return once(key, () -> new Frame(Buffer.buffer(Wire.versions(state, state.entries()))))
                .bytes();
    }

    /** The JSON of one entry, as it stands in events. Any thread. */
    public static String entryJson(Entry entry) {
        return Wire.entry(entry);
    }

    /** What changed after {@code seq}, in one event; nothing when it is not for those who chose this. */
    Frame change(Snapshot state, long seq, Choice choice) {
        Key key = new Key(Content.CHANGE, choice.filter(), Coding.IDENTITY, seq, state.seq());
        return coded(key, choice.coding(), () -> encoder.change(state, seq, choice.filter()));
    }

    /** The time now. */
    Frame time(long seq, Coding coding) {
        Instant now = clock.instant();
        Key key = new Key(Content.TIME, Filter.ALL, Coding.IDENTITY, now.toEpochMilli() / TIME_GRAIN_MILLIS, seq);
        return coded(key, coding, () -> Frame.event(EventType.TIME.text(), Wire.time(now, seq)));
    }

    /** A comment that keeps a connection alive. */
    Frame heartbeat(Coding coding) {
        return HEARTBEATS.getOrDefault(coding, Frame.NOTHING);
    }

    /** Farewell to one client, with a pause of its own; the pause alone for one that wants no farewell. */
    static Frame bye(ByeReason reason, Duration retry, Choice choice) {
        Frame plain = choice.wants(EventType.BYE)
                ? Frame.event(EventType.BYE.text(), null, retry, Wire.bye(reason, retry.toMillis()))
                : Frame.retry(retry);
        return choice.coding().single(plain);
    }

    /** How many frames were encoded since the beginning; the JSON without framing is none. Any thread. */
    public synchronized long encoded() {
        return encoded;
    }

    /** The frame of {@code key}, and what {@code coding} makes of it: each once. */
    private Frame coded(Key key, Coding coding, Supplier<Frame> encode) {
        Frame plain = once(key, encode);
        if (coding == Coding.IDENTITY || plain.isEmpty()) {
            return plain;
        }
        Key coded = new Key(key.content(), key.filter(), coding, key.from(), key.to());
        return once(coded, () -> coding.shared(plain));
    }

    /** Under one lock, so that no two threads encode the same. */
    private synchronized Frame once(Key key, Supplier<Frame> encode) {
        Frame known = remembered.get(key);
        if (known != null) {
            return known;
        }
        Frame frame = encode.get();
        encoded += key.content() == Content.JSON ? 0 : 1;
        remembered.put(key, frame);
        rememberedBytes += frame.bytes().length();
        forget();
        return frame;
    }

    /** What was not asked for the longest goes first; the newest stays, however large. */
    private void forget() {
        Iterator<Frame> oldestFirst = remembered.values().iterator();
        while (remembered.size() > 1
                && (remembered.size() > REMEMBERED_MAX || rememberedBytes > REMEMBERED_BYTES_MAX)) {
            rememberedBytes -= oldestFirst.next().bytes().length();
            oldestFirst.remove();
        }
    }
}
