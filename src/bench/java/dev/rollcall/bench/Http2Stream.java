package dev.rollcall.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** One stream of many on its HTTP/2 connection. On the event loop of that connection. */
final class Http2Stream {
    private static final int OK = 200;
    private static final RequestOptions REQUEST =
            new RequestOptions().setMethod(HttpMethod.GET).setURI(Contract.EVENTS);

    private final Http2Count count;
    private final SseDecoder events;
    private State state = State.OPENING;

    Http2Stream(Http2Count count, SseDecoder events) {
        this.count = count;
        this.events = events;
    }

    private enum State {
        OPENING,
        OPEN,
        ENDED
    }

    /** Asks for the events. */
    void open(HttpClientConnection connection) {
        connection
                .request(REQUEST)
                .compose(HttpClientRequest::send)
                .onSuccess(this::opened)
                .onFailure(cause -> ended());
    }

    private void opened(HttpClientResponse response) {
        if (response.statusCode() != OK) {
            ended();
            return;
        }
        state = State.OPEN;
        count.open();
        response.handler(this::received);
        response.exceptionHandler(cause -> ended());
        response.endHandler(v -> ended());
    }

    private void received(Buffer buffer) {
        long nowNanos = System.nanoTime();
        byte[] bytes = buffer.getBytes();
        events.decode(bytes, 0, bytes.length, nowNanos);
    }

    private void ended() {
        if (state == State.OPEN) {
            count.end();
        } else if (state == State.OPENING) {
            count.lost(1);
        }
        state = State.ENDED;
    }
}
