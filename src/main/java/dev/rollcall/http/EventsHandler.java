package dev.rollcall.http;

import dev.rollcall.door.Door;
import dev.rollcall.hub.Choice;
import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.sse.Coding;
import dev.rollcall.sse.Frame;
import dev.rollcall.sse.SseStream;
import dev.rollcall.sse.SseStreams;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code GET /events}: opens a stream and hands it to the hub. */
final class EventsHandler implements Handler<RoutingContext> {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Function<HttpServerRequest, Entrance> entrances;
    private final ChoiceReader choices;
    private final Supplier<Snapshot> state;
    private final ClientAddress addresses;

    /** @param entrances of the event loop of a request, on which it is asked */
    EventsHandler(
            Function<HttpServerRequest, Entrance> entrances,
            ChoiceReader choices,
            Supplier<Snapshot> state,
            ClientAddress addresses) {
        this.entrances = entrances;
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
        Entrance entrance = entrances.apply(request);
        choices.headers(request.response());
        SseStream stream = open(entrance.streams(), context, choice.coding());
        if (request.method().equals(HttpMethod.HEAD)) {
            // The headers are all there is to it: who asks like this reads no events.
            stream.end(Frame.NOTHING).onFailure(e -> stream.cut());
        } else if (entrance.hub().join(stream, addresses.of(request), state.get(), resumeFrom, choice)) {
            // Who is sent away has to take that in the time that any answer has.
            Door.streams(request);
        }
    }

    private static SseStream open(SseStreams streams, RoutingContext context, Coding coding) {
        return context.session() == null
                ? streams.open(context.request(), coding)
                // Its cookie is added, and it is saved, when the head of the response is written.
                : streams.openByResponse(context.request(), coding, "the host has sessions");
    }

    /** The header, which a browser sends by itself; or the query, for a first connection that wants to go on. */
    private static Optional<Cursor> resumeFrom(HttpServerRequest request) {
        String header = request.getHeader(LAST_EVENT_ID);
        return Cursor.parse(header == null ? request.getParam("lastEventId") : header);
    }
}
