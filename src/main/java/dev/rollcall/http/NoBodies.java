package dev.rollcall.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.VertxConnection;

/**
 * Throws the bodies of requests away before Vert.x sees them: nothing here reads one. Vert.x 5.0 keeps pipelined messages
 * in a queue that it does not release when their connection closes, so bodies from anybody would use up the memory.
 */
@Sharable
final class NoBodies extends ChannelInboundHandlerAdapter {
    /** Its name in a pipeline. */
    private static final String NAME = "bodies";
    /** What Vert.x calls its own handler, and what only HTTP/1 connections have. */
    private static final String VERTX_HANDLER = "handler";

    private static final String HTTP1_DECODER = "httpDecoder";

    private static final NoBodies INSTANCE = new NoBodies();

    private NoBodies() {}

    /** On the event loop of a new {@code connection}. Over HTTP/2 there is no such queue. */
    static void on(HttpConnection connection) {
        if (connection instanceof VertxConnection vertx) {
            ChannelPipeline pipeline = vertx.channel().pipeline();
            if (pipeline.get(HTTP1_DECODER) != null && pipeline.get(VERTX_HANDLER) != null) {
                pipeline.addBefore(VERTX_HANDLER, NAME, INSTANCE);
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpContent content
                && content.decoderResult().isSuccess()
                && !(message instanceof HttpRequest)) {
            ReferenceCountUtil.release(message);
            if (message instanceof LastHttpContent) {
                context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
            }
        } else {
            context.fireChannelRead(message);
        }
    }
}
