package dev.rollcall.door;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * Tells a {@link Connection} of HTTP/1 when a request is all there, when its answer is given, and when that is taken. What
 * Vert.x answers by itself, to a version of HTTP that is none, goes by no handler of ours: here it gets its headers too.
 */
@Sharable
final class Http1Watch extends ChannelDuplexHandler {
    /** Its name in a pipeline; {@code sse} knows it too. */
    static final String NAME = "answers";

    private static final String NO_SNIFFING = "X-Content-Type-Options";

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
        if (message instanceof HttpResponse response && !response.headers().contains(NO_SNIFFING)) {
            response.headers()
                    .set(NO_SNIFFING, "nosniff")
                    .set("Referrer-Policy", "no-referrer")
                    .set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
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
