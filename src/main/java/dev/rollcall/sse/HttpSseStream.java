package dev.rollcall.sse;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** A stream as the answer to an HTTP request, of any HTTP version. */
public final class HttpSseStream implements SseStream {
    private static final CharSequence TYPE = HttpHeaders.createOptimized("text/event-stream");
    /** {@code no-transform}: a proxy that compresses would hold events back. */
    private static final CharSequence CACHE = HttpHeaders.createOptimized("no-store, no-transform");

    private static final CharSequence ACCEL = HttpHeaders.createOptimized("X-Accel-Buffering");
    private static final CharSequence NO = HttpHeaders.createOptimized("no");

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private Runnable leave = () -> {};
    private boolean left;

    /** Answers {@code request}: status 200 and the headers of an event stream go out with the first frame. */
    public HttpSseStream(HttpServerRequest request) {
        this.request = request;
        this.response = request.response();
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, CACHE)
                // nginx buffers answers unless told not to.
                .putHeader(ACCEL, NO);
        // Which of them fires depends on how the stream ends, and on the version of HTTP: leaving is idempotent.
        response.closeHandler(v -> leave());
        response.exceptionHandler(e -> leave());
        response.endHandler(v -> leave());
    }

    @Override
    public void write(Frame frame) {
        if (!left) {
            response.write(frame.bytes()).onFailure(e -> leave());
        }
    }

    @Override
    public boolean isFull() {
        return !left && response.writeQueueFull();
    }

    @Override
    public void onDrain(Runnable handler) {
        response.drainHandler(v -> handler.run());
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
        // On HTTP/1.1 this closes the connection, on HTTP/2 the one stream.
        response.reset().onComplete(done -> leave());
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
