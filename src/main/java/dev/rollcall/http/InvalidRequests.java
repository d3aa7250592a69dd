package dev.rollcall.http;

import dev.rollcall.config.RollcallConfig;
import dev.rollcall.door.Door;
import dev.rollcall.door.DoorCounters;
import dev.rollcall.door.InvalidRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Supplier;

/** Answers what is no request that HTTP/1 understands, and closes: where the next one would begin is not known. */
final class InvalidRequests implements Handler<HttpServerRequest> {
    private final SecurityHeaders security;
    private final DoorCounters counters;

    InvalidRequests(Supplier<RollcallConfig> config, Door door) {
        this.security = new SecurityHeaders(config);
        this.counters = door.counters();
    }

    @Override
    public void handle(HttpServerRequest request) {
        security.put(request);
        InvalidRequest kind = kind(request.decoderResult().cause());
        counters.countInvalid(kind);
        Buffer problem = ProblemJson.of(request.response(), kind.status(), sentence(kind));
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemJson.TYPE)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(problem)
                .onComplete(v -> request.connection().close());
    }

    private static InvalidRequest kind(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return InvalidRequest.URI_TOO_LONG;
        }
        return cause instanceof TooLongHttpHeaderException
                ? InvalidRequest.HEADERS_TOO_LARGE
                : InvalidRequest.NOT_UNDERSTOOD;
    }

    private static String sentence(InvalidRequest kind) {
        return switch (kind) {
            case URI_TOO_LONG -> "The first line is longer than http.limits.uriSize.";
            case HEADERS_TOO_LARGE -> "The headers are larger than http.limits.headerSize.";
            case NOT_UNDERSTOOD -> "The request cannot be understood.";
        };
    }
}
