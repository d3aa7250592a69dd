package dev.rollcall.http;

import dev.rollcall.hub.Deltas;
import dev.rollcall.hub.Hub;
import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.sse.Frame;
import dev.rollcall.sse.HttpSseStream;
import dev.rollcall.sse.SseStream;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code GET /events}: opens a stream and hands it to the hub. */
final class EventsHandler implements Handler<RoutingContext> {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Hub hub;
    private final Supplier<Snapshot> state;

    EventsHandler(Hub hub, Supplier<Snapshot> state) {
        this.hub = hub;
        this.state = state;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String deltas;
        Optional<Cursor> resumeFrom;
        try {
            deltas = request.getParam("deltas", "on");
            resumeFrom = resumeFrom(request);
        } catch (IllegalArgumentException e) {
            ProblemJson.send(context, 400, "The query is not percent-encoded as it should be.");
            return;
        }
        switch (deltas) {
            case "on" -> open(request, resumeFrom, Deltas.ON);
            case "off" -> open(request, resumeFrom, Deltas.OFF);
            default -> ProblemJson.send(context, 400, "Query parameter deltas must be on or off.");
        }
    }

    private void open(HttpServerRequest request, Optional<Cursor> resumeFrom, Deltas deltas) {
        SseStream stream = new HttpSseStream(request);
        if (request.method().equals(HttpMethod.HEAD)) {
            // The headers are all there is to it: who asks like this reads no events.
            stream.end(Frame.NOTHING).onFailure(e -> stream.cut());
        } else {
            // Another event loop may have told this client more than has reached this one.
            hub.update(state.get());
            hub.join(stream, resumeFrom, deltas);
        }
    }

    /** The header, which a browser sends by itself; or the query, for a first connection that wants to go on. */
    private static Optional<Cursor> resumeFrom(HttpServerRequest request) {
        String header = request.getHeader(LAST_EVENT_ID);
        return Cursor.parse(header == null ? request.getParam("lastEventId") : header);
    }
}
