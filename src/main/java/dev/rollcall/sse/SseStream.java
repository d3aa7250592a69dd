package dev.rollcall.sse;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/**
 * One open stream to one client. All calls and callbacks are on the event loop of its connection.
 *
 * <p>There is no queue to rely on: the transport takes whatever it is given. Who writes must stop when {@link #isFull}
 * says so and go on when {@link #onDrain} calls.
 */
public interface SseStream {

    /** Sends a frame; one that comes after the client has left is dropped. */
    void write(Frame frame);

    /** Sends several frames, in as few writes as can be. */
    default void write(List<Frame> frames) {
        frames.forEach(this::write);
    }

    /** Whether the client has not taken what it was sent already. */
    boolean isFull();

    /** How much of what it was sent a full stream still holds; less from one look to the next when the client reads. */
    long pendingBytes();

    /**
     * Whether the machine at the other end has acknowledged nothing for {@code patience} although something was sent to it:
     * it lost its power or its network, and said no goodbye. One that is there and does not read goes on acknowledging.
     * False where the transport cannot tell.
     */
    default boolean isPeerSilent(Duration patience) {
        return false;
    }

    /** {@code handler} is called each time a full stream has room again. Set it before the first write. */
    void onDrain(Runnable handler);

    /**
     * {@code handler} is called once when the stream is over, in whichever way: closed or reset by the client, broken, or
     * ended by us; at once when it is over already.
     */
    void onLeave(Runnable handler);

    /** How its frames get to the client. */
    default SseStreams.Writer writer() {
        return SseStreams.Writer.RESPONSE;
    }

    /** Sends a last frame and ends the response; succeeds when it is written, fails when the client has left. */
    Future<Void> end(Frame last);

    /** Cuts the connection without a word: for a client that takes nothing any more. */
    void cut();
}
