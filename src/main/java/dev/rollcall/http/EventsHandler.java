package dev.rollcall.http;

import dev.rollcall.door.Door;
import dev.rollcall.hub.Choice;
import dev.rollcall.hub.Hub;
import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.sse.Frame;
import dev.rollcall.sse.SseStream;
import dev.rollcall.sse.SseStreams;
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
    private final SseStreams streams;
    private final ChoiceReader choices;
    private final Supplier<Snapshot> state;
    private final ClientAddress addresses;

    EventsHandler(
            Hub hub, SseStreams streams, ChoiceReader choices, Supplier<Snapshot> state, ClientAddress addresses) {
        this.hub = hub;
        this.streams = streams;
        this.choices = choices;
        this.state = state;
        this.addresses = addresses;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Choice choice;
        Optional<Cursor> resumeFrom;
        try {
            choice = choices.read(request);
            resumeFrom = resumeFrom(request);
        } catch (BadQueryException e) {
            ProblemJson.send(context, 400, e.sentence());
            return;
        } catch (IllegalArgumentException e) {
            ProblemJson.send(context, 400, "The query is not percent-encoded as it should be.");
            return;
        }
        choices.headers(request.response());
        Door.streams(request);
        SseStream stream = streams.open(request, choice.coding());
        if (request.method().equals(HttpMethod.HEAD)) {
            // The headers are all there is to it: who asks like this reads no events.
            stream.end(Frame.NOTHING).onFailure(e -> stream.cut());
        } else {
            hub.join(stream, addresses.of(request), state.get(), resumeFrom, choice);
        }
    }

    /** The header, which a browser sends by itself; or the query, for a first connection that wants to go on. */
    private static Optional<Cursor> resumeFrom(HttpServerRequest request) {
        String header = request.getHeader(LAST_EVENT_ID);
        return Cursor.parse(header == null ? request.getParam("lastEventId") : header);
    }
}
