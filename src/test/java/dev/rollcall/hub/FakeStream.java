package dev.rollcall.hub;

import dev.rollcall.sse.Frame;
import dev.rollcall.sse.SseStream;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client whose socket does what the test says. */
final class FakeStream implements SseStream {
    final List<Frame> frames = new ArrayList<>();
    private boolean full;
    private boolean left;
    long pendingBytes;
    boolean peerSilent;
    private Runnable drain = () -> {};
    private Runnable leave = () -> {};
    boolean cut;
    boolean ended;

    /** Everything that was sent, as text. */
    String sent() {
        StringBuilder text = new StringBuilder();
        frames.forEach(frame -> text.append(frame.bytes().toString()));
        return text.toString();
    }

    /** What was sent since the last call. */
    String take() {
        String text = sent();
        frames.clear();
        return text;
    }

    void fill() {
        full = true;
    }

    void drain() {
        full = false;
        drain.run();
    }

    void leave() {
        left = true;
        leave.run();
    }

    @Override
    public void write(Frame frame) {
        if (left) {
            throw new AssertionError("written to after it left");
        }
        frames.add(frame);
    }

    @Override
    public boolean isFull() {
        return full;
    }

    @Override
    public long pendingBytes() {
        return pendingBytes;
    }

    @Override
    public boolean isPeerSilent(Duration patience) {
        return peerSilent;
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
        frames.add(last);
        ended = true;
        leave();
        return Future.succeededFuture();
    }

    @Override
    public void cut() {
        cut = true;
        leave();
    }
}
