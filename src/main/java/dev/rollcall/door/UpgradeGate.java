package dev.rollcall.door;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.PendingWriteQueue;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what follows {@code 101 Switching Protocols} until the client has said its first word of HTTP/2, which it must as soon
 * as it has read that line (RFC 7540, 3.2). The standard allows to send the answer at once, but the HTTP client of the JDK then
 * loses bytes now and then and waits for ever, and curl 7.88 gives up when more than 32 KiB follow.
 *
 * <p>Stands before the handler of HTTP/2, for the first moments of a connection that is upgraded. What waits is bounded by
 * the window of HTTP/2, 64 KiB, and by {@link #PATIENCE}: no other limit sees an event stream whose client might not be there.
 * On the event loop of its connection.
 */
final class UpgradeGate extends ChannelDuplexHandler {
    /** Beyond any round trip. Whoever is silent for so long is sent everything, and is held to what holds for all. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private @Nullable PendingWriteQueue waiting;
    private @Nullable Future<?> patience;

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        waiting = new PendingWriteQueue(context);
        patience = context.executor().schedule(() -> open(context), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        Objects.requireNonNull(waiting).add(message, promise);
    }

    /** The rest of the request that was upgraded comes by as frames, what the client says after it as bytes. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        boolean opens = message instanceof ByteBuf;
        context.fireChannelRead(message);
        if (opens) {
            open(context);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        Objects.requireNonNull(patience).cancel(false);
        PendingWriteQueue all = Objects.requireNonNull(waiting);
        if (context.channel().isActive()) {
            // Each has its own promise, which tells whoever wrote it.
            ChannelFuture unused = all.removeAndWriteAll();
            context.flush();
        } else {
            all.removeAndFailAll(new ClosedChannelException());
        }
    }

    private void open(ChannelHandlerContext context) {
        if (!context.isRemoved()) {
            context.pipeline().remove(this);
        }
    }
}
