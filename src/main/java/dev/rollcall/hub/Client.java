package dev.rollcall.hub;

import dev.rollcall.sse.Frame;
import dev.rollcall.sse.SseStream;

/**
 * One client of a hub: its stream, what it chose and how far it is. No queue: a client whose stream is full is only marked
 * as lagging, and asks for what it lacks when it has room again.
 */
final class Client {
    private final SseStream stream;
    private final Deltas deltas;
    private long sentSeq;
    private boolean lagging;
    private long laggingSinceNanos;

    Client(SseStream stream, Deltas deltas) {
        this.stream = stream;
        this.deltas = deltas;
    }

    SseStream stream() {
        return stream;
    }

    Deltas deltas() {
        return deltas;
    }

    /** The last change that it was sent. */
    long sentSeq() {
        return sentSeq;
    }

    void sent(long seq) {
        sentSeq = seq;
    }

    boolean isLagging() {
        return lagging;
    }

    /** Whether it has taken nothing since before {@code nanos}. */
    boolean laggingBefore(long nanos) {
        return lagging && laggingSinceNanos - nanos < 0;
    }

    /** Sends a frame, and marks the client when its stream is full afterwards. */
    void write(Frame frame, long nowNanos) {
        stream.write(frame);
        if (!lagging && stream.isFull()) {
            lagging = true;
            laggingSinceNanos = nowNanos;
        }
    }

    /** Its stream has room again. */
    void drained() {
        lagging = false;
    }
}
