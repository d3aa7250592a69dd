package dev.rollcall.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.sse.Coding;
import dev.rollcall.sse.Frame;
import dev.rollcall.sse.SseStream;
import dev.rollcall.testing.Gunzip;
import dev.rollcall.testing.SseText;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A client of {@link HubModel}: its stream takes so many writes, and it reads what it is sent as DESIGN §4 says. */
final class ModelClient implements SseStream {
    static final int ENDLESS = -1;

    final Choice choice;
    final Map<EntryKey, ModelRow> rows = new HashMap<>();
    /** Names of the events of this step, {@code comment} for a comment. */
    final List<String> heard = new ArrayList<>();

    int writesInStep;
    boolean everLagged;
    boolean wasFull;
    boolean cut;
    long fullSinceNanos;
    long lastBytesNanos;
    /** For who hears of changes alone: what changed after this is known to it. */
    long baseSeq;
    /** The change that it was level with last. */
    long levelSeq;

    private final HubModel model;
    private final Gunzip gunzip = new Gunzip();
    private final SseText text = new SseText();
    private Runnable drain = () -> {};
    private Runnable leave = () -> {};
    private int room;
    private boolean full;
    private boolean left;
    private boolean ended;
    private long heardSeq;

    ModelClient(HubModel model, Choice choice, int room) {
        this.model = model;
        this.choice = choice;
        this.room = room;
    }

    void beginStep() {
        writesInStep = 0;
        heard.clear();
        wasFull = isFull();
    }

    /** Knows everything up to {@code state}. */
    void knows(Snapshot state) {
        rows.putAll(ModelRow.all(state, choice.filter()));
        heardSeq = state.seq();
        startsAt(state);
    }

    /** Need not hear of anything before. */
    void startsAt(Snapshot state) {
        baseSeq = state.seq();
        levelSeq = state.seq();
    }

    boolean isOpen() {
        return !left;
    }

    boolean isEnded() {
        return ended;
    }

    long retryMillis() {
        return text.retryMillis().orElse(0L);
    }

    void takesOnly(int writes) {
        room = writes;
    }

    void drain(int roomThen) {
        if (isFull()) {
            full = false;
            room = roomThen;
            drain.run();
        }
    }

    void leave() {
        if (!left) {
            left = true;
            gunzip.end();
            leave.run();
        }
    }

    @Override
    public void write(Frame frame) {
        write(List.of(frame));
    }

    @Override
    public void write(List<Frame> frames) {
        if (left) {
            return;
        }
        assertThat(full).as("written to while it lags").isFalse();
        writesInStep++;
        lastBytesNanos = model.nanos();
        frames.forEach(this::read);
        if (room > 0 && --room == 0) {
            full = true;
            everLagged = true;
            fullSinceNanos = model.nanos();
        }
        model.duringWrite(this);
    }

    @Override
    public boolean isFull() {
        return full && !left;
    }

    /** It reads all or nothing. */
    @Override
    public long pendingBytes() {
        return 0;
    }

    @Override
    public void onDrain(Runnable handler) {
        drain = handler;
    }

    @Override
    public void onLeave(Runnable handler) {
        leave = handler;
    }

    @Override
    public Future<Void> end(Frame last) {
        read(last);
        ended = true;
        leave();
        return Future.succeededFuture();
    }

    @Override
    public void cut() {
        cut = true;
        leave();
    }

    private void read(Frame frame) {
        byte[] bytes = frame.bytes().getBytes();
        byte[] plain = choice.coding() == Coding.GZIP ? gunzip.read(bytes) : bytes;
        String piece = new String(plain, StandardCharsets.UTF_8);
        if (piece.equals(":\n\n")) {
            heard.add("comment");
        }
        text.read(piece).forEach(this::hear);
        assertThat(text.isBetweenEvents())
                .as("a frame that is not whole events")
                .isTrue();
    }

    private void hear(SseText.Event event) {
        heard.add(event.name());
        assertThat(choice.events().contains(EventType.named(event.name()).orElseThrow()))
                .as("event %s for %s", event.name(), choice)
                .isTrue();
        JsonObject data = new JsonObject(event.data());
        boolean hasId = event.name().equals("versions") || event.name().equals("change");
        assertThat(event.id().isPresent()).as("id of %s", event.name()).isEqualTo(hasId);
        if (hasId) {
            Cursor id = Cursor.parse(event.id().orElseThrow()).orElseThrow();
            assertThat(id).isEqualTo(model.stateAt(data.getLong("seq")).cursor());
            if (event.name().equals("versions")) {
                replaceAll(data);
            } else {
                assertThat(id.seq()).as("an id went back or came twice").isGreaterThan(heardSeq);
                replaceSome(data);
            }
            heardSeq = id.seq();
        }
    }

    private void replaceAll(JsonObject data) {
        long seq = data.getLong("seq");
        // A client of another epoch or of the future has an id that means nothing.
        assertThat(seq).as("an id went back").isGreaterThanOrEqualTo(heardSeq);
        rows.clear();
        data.getJsonArray("entries").stream()
                .map(JsonObject.class::cast)
                .forEach(entry -> rows.put(ModelRow.key(entry), ModelRow.of(entry)));
        assertThat(rows).isEqualTo(ModelRow.all(model.stateAt(seq), choice.filter()));
        baseSeq = seq;
    }

    /**
     * Each state is newer than all that was told before, so none comes twice; and they come in the order they happened. First
     * come those that were shown as stale since the restart and are what they were before it.
     */
    private void replaceSome(JsonObject data) {
        long last = Math.max(heardSeq, baseSeq);
        assertThat(data.getJsonArray("entries")).isNotEmpty();
        assertThat(choice.deltas()).isEqualTo(Deltas.ON);
        for (Object each : data.getJsonArray("entries")) {
            JsonObject entry = (JsonObject) each;
            if (entry.getLong("seq") < model.restartSeq()) {
                assertThat(last).as("out of order").isEqualTo(Math.max(heardSeq, baseSeq));
                assertThat(ModelRow.of(entry)).as("told before").isNotEqualTo(rows.get(ModelRow.key(entry)));
            } else {
                assertThat(entry.getLong("seq"))
                        .as("told before, or out of order")
                        .isGreaterThan(last);
                last = entry.getLong("seq");
            }
            if (entry.getBoolean("removed", false)) {
                rows.remove(ModelRow.key(entry));
            } else {
                rows.put(ModelRow.key(entry), ModelRow.of(entry));
            }
        }
        assertThat(last).isLessThanOrEqualTo(data.getLong("seq"));
    }
}
