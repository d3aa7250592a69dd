package dev.rollcall.hub;

import dev.rollcall.sse.SseStream;

/**
 * One client of a hub: its stream, what it chose and, while it lags, how far it is. No queue: a client whose stream is full
 * is only marked as lagging, and asks for what it lacks when it has room again.
 */
final class Client {
    private final SseStream stream;
    private final String address;
    private final Audience audience;
    /** Where it stands among those of its audience that are level; its audience's to set. */
    int place = -1;

    private LeaveReason leaveReason = LeaveReason.LEFT;
    private boolean lagging;
    private long sentSeq;
    private long stuckSinceNanos;
    private long pendingBytes;

    Client(SseStream stream, String address, Audience audience) {
        this.stream = stream;
        this.address = address;
        this.audience = audience;
    }

    SseStream stream() {
        return stream;
    }

    /** Where it comes from. */
    String address() {
        return address;
    }

    Audience audience() {
        return audience;
    }

    /** Why it leaves, when it leaves next. */
    LeaveReason leaveReason() {
        return leaveReason;
    }

    /** It is about to be made to leave. */
    void leavesFor(LeaveReason reason) {
        leaveReason = reason;
    }

    boolean isLagging() {
        return lagging;
    }

    /** The last change that it was sent; counts while it lags, for who does not is level with its hub. */
    long sentSeq() {
        return sentSeq;
    }

    /** Looks whether it has taken anything since the last look: whoever still reads, however slowly, is not stuck. */
    void look(long nowNanos) {
        long pending = stream.pendingBytes();
        if (pending != pendingBytes) {
            pendingBytes = pending;
            stuckSinceNanos = nowNanos;
        }
    }

    /** Whether it lags and has taken nothing since before {@code nanos}. */
    boolean isStuckSince(long nanos) {
        return lagging && stuckSinceNanos - nanos < 0;
    }

    /** Its stream is full, and change {@code seq} is the last one that it was sent. For one that does not lag yet. */
    void lag(long seq, long nowNanos) {
        audience.lags(this);
        lagging = true;
        sentSeq = seq;
        stuckSinceNanos = nowNanos;
        pendingBytes = stream.pendingBytes();
    }

    /** Its stream has room again. For one that lags. */
    void drained() {
        lagging = false;
        audience.catchesUp(this);
    }

    /** It is no more. */
    void leave() {
        audience.leaves(this);
        lagging = false;
    }

    /** Whether it has not left yet. */
    boolean isHere() {
        return lagging || place >= 0;
    }
}
