package dev.rollcall.door;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** Tells a {@link Connection} of HTTP/1 when a request is all there, when its answer is given, and when that is taken. */
@Sharable
final class Http1Watch extends ChannelDuplexHandler {
    /** Its name in a pipeline; {@code sse} knows it too. */
    static final String NAME = "answers";

    static final Http1Watch INSTANCE = new Http1Watch();

    private Http1Watch() {}

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Connection connection = connection(context);
        if (connection != null && message instanceof HttpRequest) {
            connection.asked();
        } else if (connection != null && message instanceof LastHttpContent) {
            connection.askedAll();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        Connection connection = connection(context);
        if (connection == null || !(message instanceof LastHttpContent)) {
            super.write(context, message, promise);
            return;
        }
        ChannelPromise taken = promise.unvoid();
        connection.answered();
        taken.addListener(done -> connection.taken());
        super.write(context, message, taken);
    }

    private static @Nullable Connection connection(ChannelHandlerContext context) {
        return context.pipeline().get(Connection.class);
    }
}
