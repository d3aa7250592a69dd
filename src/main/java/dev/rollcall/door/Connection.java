package dev.rollcall.door;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One connection, as the first of its handlers: it sees the bytes before anybody understands them, those of a handshake too.
 * Who understands them, {@link Http1Watch} or {@link Http2Watch}, tells it how requests and answers stand. A stream that is
 * taken over takes this handler out, and is out of all lines then.
 *
 * <p>On its event loop.
 */
final class Connection extends ChannelInboundHandlerAdapter {
    /** Its name in a pipeline; {@code sse} knows it too. */
    static final String NAME = "door";

    private final Door door;
    private @Nullable Room room;
    private @Nullable Channel channel;
    private @Nullable Http2Watch http2;
    /** Requests that are not answered, and answers among them that were given and not taken. HTTP/1 alone. */
    private int open;

    private int untaken;

    /** Open requests of HTTP/2 beyond the one for which it stands in line; the room's to set. */
    int further;

    /** The room's to set, as the links are the line's. */
    ConnectionState state = ConnectionState.BUSY;

    long sinceNanos;

    @Nullable
    Connection previous;

    @Nullable
    Connection next;

    Connection(Door door) {
        this.door = door;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
        room = door.room(context.channel().eventLoop());
        if (context.channel().isOpen()) {
            move(ConnectionState.ASKING);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        move(ConnectionState.GONE);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        move(ConnectionState.GONE);
        context.fireChannelInactive();
    }

    /** The first byte of a further request. A frame of HTTP/2 may be anything; there, what counts is streams. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (state == ConnectionState.KEPT && http2 == null) {
            move(ConnectionState.ASKING);
        }
        context.fireChannelRead(message);
    }

    /** What watches its HTTP/2, or null. */
    @Nullable
    Http2Watch http2() {
        return http2;
    }

    /** So many requests of HTTP/2 are open now, of those that are no streams: each is one that may wait for its client. */
    void openNow(int requests) {
        if (room != null && state == ConnectionState.ANSWERING) {
            room.further(this, Math.max(0, requests - 1));
        }
    }

    /** HTTP/2 was agreed upon; {@code watch} says how late it is. */
    void speaks(Http2Watch watch) {
        http2 = watch;
    }

    /** The head of a request is all there. */
    void asked() {
        open++;
        if (state != ConnectionState.ANSWERING) {
            move(ConnectionState.BUSY);
        }
    }

    /** The body of a request is all there. */
    void askedAll() {
        if (open == 0 && state == ConnectionState.ASKING) {
            move(ConnectionState.KEPT);
        }
    }

    /** All of an answer is on its way. */
    void answered() {
        untaken++;
        if (untaken == 1) {
            move(ConnectionState.ANSWERING);
        }
    }

    /** The client has taken all of an answer. */
    void taken() {
        untaken--;
        open = Math.max(0, open - 1);
        if (untaken > 0) {
            move(ConnectionState.ANSWERING);
        } else {
            move(open > 0 ? ConnectionState.BUSY : ConnectionState.KEPT);
        }
    }

    /** Goes to another state, unless it is closed already. */
    void move(ConnectionState to) {
        if (room != null && state != ConnectionState.GONE) {
            room.move(this, to);
        }
    }

    /** Whether what it is waited for began before {@code nanos}. */
    boolean isLate(long nanos) {
        return state != ConnectionState.ANSWERING || http2 == null || http2.isLate(nanos);
    }

    /** From below all that might want to say goodbye first. A client that takes nothing leaves nothing in the kernel. */
    void close(CloseReason reason) {
        Channel closing = Objects.requireNonNull(channel);
        boolean takesNothing = reason == CloseReason.ANSWERS || reason == CloseReason.ANSWER_TIME;
        if (takesNothing && closing.isOpen()) {
            closing.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        closing.pipeline().firstContext().close().addListener(done -> move(ConnectionState.GONE));
    }
}
