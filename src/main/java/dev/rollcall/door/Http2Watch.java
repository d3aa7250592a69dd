package dev.rollcall.door;

import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.core.http.HttpServerOptions;

/**
 * Tells a {@link Connection} of HTTP/2 whether any of its requests are open. One that is not for an event stream is an answer
 * that its client has not taken, from the request on: whether a stream waits for us or for its client cannot be seen here.
 *
 * <p>On its event loop.
 */
final class Http2Watch extends Http2ConnectionAdapter {
    private static final Object EVENTS = "events";

    private final Connection connection;
    private final Http2Connection http2;
    /** When a request began, as a {@link Long}, or {@link #EVENTS}. */
    private final Http2Connection.PropertyKey kind;

    private int answers;
    private int streams;

    Http2Watch(Connection connection, Http2Connection http2) {
        this.connection = connection;
        this.http2 = http2;
        this.kind = http2.newKey();
        // Netty holds a client to what it was told only once that has acknowledged it.
        http2.remote()
                .maxActiveStreams(Math.toIntExact(HttpServerOptions.DEFAULT_INITIAL_SETTINGS_MAX_CONCURRENT_STREAMS));
        http2.addListener(this);
        // A connection that was upgraded has its first request already.
        visit(stream -> {
            onStreamActive(stream);
            return true;
        });
    }

    @Override
    public void onStreamActive(Http2Stream stream) {
        stream.setProperty(kind, System.nanoTime());
        answers++;
        if (answers == 1) {
            connection.move(ConnectionState.ANSWERING);
        }
        connection.openNow(answers);
    }

    @Override
    public void onStreamClosed(Http2Stream stream) {
        Object was = stream.removeProperty(kind);
        if (was == EVENTS) {
            streams--;
            settle();
        } else if (was != null) {
            answers--;
            settle();
        }
    }

    /** The request of this number is for an event stream. */
    void streams(int id) {
        Http2Stream stream = http2.stream(id);
        if (stream != null && stream.getProperty(kind) instanceof Long) {
            stream.setProperty(kind, EVENTS);
            answers--;
            streams++;
            settle();
        }
    }

    /** Whether an answer was asked for before {@code nanos} and is not taken. */
    boolean isLate(long nanos) {
        return visit(stream -> !(stream.getProperty(kind) instanceof Long since) || since - nanos >= 0);
    }

    private void settle() {
        connection.openNow(answers);
        if (answers == 0) {
            connection.move(streams > 0 ? ConnectionState.BUSY : ConnectionState.KEPT);
        }
    }

    /** Whether {@code visitor} stopped at one of the streams that are open. */
    private boolean visit(io.netty.handler.codec.http2.Http2StreamVisitor visitor) {
        try {
            return http2.forEachActiveStream(visitor) != null;
        } catch (Http2Exception e) {
            throw new IllegalStateException("a visitor of ours throws nothing", e);
        }
    }
}
