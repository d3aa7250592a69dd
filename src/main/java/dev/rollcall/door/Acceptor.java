package dev.rollcall.door;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Stands where a listening socket gives its connections out, and shows each to the door before anything is done for it: one
 * too many costs an accept and a close. On the event loop of the socket, except {@link #belongsTo}.
 */
final class Acceptor extends ChannelInboundHandlerAdapter {
    private volatile @Nullable Channel listening;
    private volatile @Nullable Door door;

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        listening = context.channel();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Door guard = door;
        if (guard == null || !(message instanceof Channel connection) || guard.admit(connection)) {
            context.fireChannelRead(message);
        } else {
            connection.unsafe().closeForcibly();
        }
    }

    /** Whether it listens on {@code port} and can be, or is, one of {@code other}; it is from then on. Any thread. */
    synchronized boolean belongsTo(Door other, int port) {
        Channel channel = listening;
        boolean same = channel != null
                && channel.isOpen()
                && channel.localAddress() instanceof InetSocketAddress address
                && address.getPort() == port
                && (door == null || door == other);
        if (same) {
            door = other;
        }
        return same;
    }

    /** Whether it will accept no more. */
    boolean isOver() {
        Channel channel = listening;
        return channel != null && !channel.isOpen();
    }
}
