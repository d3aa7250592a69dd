package dev.rollcall.sse;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.VertxConnection;

/**
 * A stream as the answer to an HTTP request, of any HTTP version, by the public means of Vert.x; but for {@link #cut}, for
 * which there are none.
 */
final class HttpSseStream implements SseStream {
    /** More than this given to the transport and not yet taken by the socket: the client is behind. */
    private static final long PENDING_BYTES_MAX = 32 * 1024;

    private static final int PIECE_BYTES_MAX = 16 * 1024;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private Runnable drain = () -> {};
    private Runnable leave = () -> {};
    private long pendingBytes;
    private boolean full;
    private boolean left;

    /** Answers {@code request}: the status and the headers go out with the first frame. */
    HttpSseStream(HttpServerRequest request) {
        this.request = request;
        this.response = request.response();
        response.setChunked(true);
        // Which of them fires depends on how the stream ends, and on the version of HTTP: leaving is idempotent.
        response.closeHandler(v -> leave());
        response.exceptionHandler(e -> leave());
        response.endHandler(v -> leave());
    }

    @Override
    public void write(Frame frame) {
        if (left || frame.isEmpty()) {
            return;
        }
        // In pieces, for nothing is heard of the way of one until all of it has gone.
        Buffer bytes = frame.bytes();
        for (int start = 0; start < bytes.length(); start += PIECE_BYTES_MAX) {
            int end = Math.min(bytes.length(), start + PIECE_BYTES_MAX);
            Buffer piece = end - start == bytes.length() ? bytes : bytes.slice(start, end);
            pendingBytes += end - start;
            response.write(piece).onComplete(v -> written(piece.length()), e -> leave());
        }
        full = pendingBytes > PENDING_BYTES_MAX;
    }

    @Override
    public long pendingBytes() {
        return pendingBytes;
    }

    /**
     * Counts for itself: {@code writeQueueFull()} of Vert.x 5.0 stays false while one large frame waits for the socket
     * (measured: 1 MB), so a client that never reads would not be noticed.
     */
    @Override
    public boolean isFull() {
        return full && !left;
    }

    @Override
    public void onDrain(Runnable handler) {
        drain = handler;
    }

    @Override
    public void onLeave(Runnable handler) {
        leave = handler;
        if (left) {
            handler.run();
        }
    }

    @Override
    public Future<Void> end(Frame last) {
        if (left) {
            return Future.failedFuture("the client has left");
        }
        return response.end(last.bytes()).onSuccess(v -> closeConnection());
    }

    @Override
    public void cut() {
        if (request.version() != HttpVersion.HTTP_2 && request.connection() instanceof VertxConnection connection) {
            // Below Vert.x's handler: every public way waits until the client has taken what is on its way.
            var closed = connection.channelHandlerContext().close();
            closed.addListener(done -> leave());
        } else {
            response.reset().onComplete(done -> leave());
        }
    }

    private void written(int size) {
        pendingBytes -= size;
        if (full && pendingBytes <= PENDING_BYTES_MAX / 2) {
            full = false;
            drain.run();
        }
    }

    /** Many who are sent away would otherwise keep a connection each, for a next request that does not come. */
    private void closeConnection() {
        if (request.version() != HttpVersion.HTTP_2) {
            request.connection().close().onFailure(e -> leave());
        }
    }

    private void leave() {
        if (!left) {
            left = true;
            leave.run();
        }
    }
}
