package dev.rollcall.http;

import dev.rollcall.hub.Choice;
import dev.rollcall.hub.Deltas;
import dev.rollcall.hub.EventType;
import dev.rollcall.sse.Coding;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Reads what a client chose from the query and the headers of its request (DESIGN §4). Stateless; any thread. */
final class ChoiceReader {
    private final BooleanSupplier gzip;

    /** Choices of clients that may have gzip, or not: {@code gzip} is asked each time. */
    ChoiceReader(BooleanSupplier gzip) {
        this.gzip = gzip;
    }

    /**
     * What {@code request} chooses; {@link Choice#PLAIN} when it says nothing.
     *
     * @throws BadQueryException when a value is none that there is
     * @throws IllegalArgumentException when the query is not percent-encoded as it should be
     */
    Choice read(HttpServerRequest request) throws BadQueryException {
        Coding coding = coding(request);
        if (request.query() == null) {
            return coding == Coding.IDENTITY
                    ? Choice.PLAIN
                    : new Choice(Choice.PLAIN.filter(), Choice.PLAIN.events(), Choice.PLAIN.deltas(), coding);
        }
        return new Choice(QueryText.filter(request), events(request), deltas(request), coding);
    }

    /** Tells caches between here and the client what the answer depends on. */
    void headers(HttpServerResponse response) {
        if (gzip.getAsBoolean()) {
            response.headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
    }

    private Coding coding(HttpServerRequest request) {
        String accepted = gzip.getAsBoolean() ? request.getHeader(HttpHeaders.ACCEPT_ENCODING) : null;
        return accepted == null ? Coding.IDENTITY : Coding.acceptedBy(accepted);
    }

    private static Deltas deltas(HttpServerRequest request) throws BadQueryException {
        return switch (request.getParam("deltas", "on")) {
            case "on" -> Deltas.ON;
            case "off" -> Deltas.OFF;
            default -> throw new BadQueryException("Query parameter deltas must be on or off.");
        };
    }

    private static Set<EventType> events(HttpServerRequest request) throws BadQueryException {
        Set<String> names = QueryText.names(request, "events");
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        for (String name : names) {
            types.add(EventType.named(name)
                    .orElseThrow(() -> new BadQueryException(
                            "Query parameter events must be a comma list of versions, change, time and bye.")));
        }
        return types.isEmpty() ? EnumSet.allOf(EventType.class) : types;
    }
}
