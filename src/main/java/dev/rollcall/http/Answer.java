package dev.rollcall.http;

import static dev.rollcall.log.Value.value;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends whole answers. */
final class Answer {
    private static final Logger log = LoggerFactory.getLogger(Answer.class);

    private Answer() {}

    /** Sends {@code body}; to HEAD its length alone, which Vert.x 5.0 sees to by itself on HTTP/1 but not on HTTP/2. */
    static void send(RoutingContext context, int status, String contentType, Buffer body) {
        HttpServerResponse response = context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        boolean head = context.request().method().equals(HttpMethod.HEAD);
        finish(context, head ? response.end() : response.end(body));
    }

    /**
     * Sends {@code body} with its ETag, or that the client has it still.
     *
     * @param keeping what whoever keeps it must heed: {@code Cache-Control}
     */
    static void tagged(RoutingContext context, int status, String keeping, String contentType, Body body) {
        if (status == 200) {
            tagged(context, keeping, body.tag(), contentType, body::bytes);
        } else {
            keep(context, keeping, body.tag());
            send(context, status, contentType, body.bytes());
        }
    }

    /** Sends 200 with a {@code body} that is asked for only when the client does not have what {@code tag} names. */
    static void tagged(RoutingContext context, String keeping, String tag, String contentType, Supplier<Buffer> body) {
        keep(context, keeping, tag);
        if (context.isFresh()) {
            notModified(context);
        } else {
            send(context, 200, contentType, body.get());
        }
    }

    private static void keep(RoutingContext context, String keeping, String tag) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, keeping).putHeader(HttpHeaders.ETAG, tag);
    }

    /** Says that what the client has is still right. */
    static void notModified(RoutingContext context) {
        empty(context, 304);
    }

    /** Sends {@code status} alone. */
    static void empty(RoutingContext context, int status) {
        finish(context, context.response().setStatusCode(status).end());
    }

    private static void finish(RoutingContext context, Future<Void> sent) {
        sent.onFailure(e -> log.debug(
                "client left before its answer path={}", value(context.request().path())));
    }
}
