package dev.rollcall.http;

import static dev.rollcall.log.Value.value;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where errors become answers: {@code application/problem+json}, RFC 9457. */
final class ProblemJson {
    /** What all of them are. */
    static final String TYPE = "application/problem+json";

    private static final Logger log = LoggerFactory.getLogger(ProblemJson.class);

    private ProblemJson() {}

    /** Makes every error of {@code router} one of these. */
    static void handleErrorsOf(Router router) {
        router.errorHandler(400, context -> send(context, 400, "The request cannot be understood."));
        router.errorHandler(404, context -> send(context, 404, "There is nothing here."));
        router.errorHandler(405, context -> send(context, 405, "Only GET and HEAD are understood here."));
        router.errorHandler(500, ProblemJson::failed);
    }

    /** What {@link #handleErrorsOf} says where no route answers, for one that is mounted where it is not asked. */
    static void nothing(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            send(context, 404, "There is nothing here.");
        } else {
            send(context, 405, "Only GET and HEAD are understood here.");
        }
    }

    /** A defect of ours. */
    static void failed(RoutingContext context) {
        if (context.failure() instanceof HttpClosedException) {
            log.debug(
                    "client left before its answer path={}",
                    value(context.request().path()));
            return;
        }
        log.error("request failed path={}", value(context.request().path()), context.failure());
        send(context, 500, "The server failed; its log says why.");
    }

    /** Answers with {@code status} and says why, for people. */
    static void send(RoutingContext context, int status, String detail) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        if (status == 405) {
            context.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
        }
        Answer.send(context, status, TYPE, of(context.response(), status, detail));
    }

    /** The body, for a {@code response} that gets this status. */
    static Buffer of(HttpServerResponse response, int status, String detail) {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", response.setStatusCode(status).getStatusMessage())
                .put("status", status)
                .put("detail", detail)
                .toBuffer();
    }
}
