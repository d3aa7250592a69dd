package dev.rollcall.http;

import dev.rollcall.config.RollcallConfig;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Supplier;

/** Answers what is no request that HTTP/1 understands, and closes: where the next one would begin is not known. */
final class InvalidRequests implements Handler<HttpServerRequest> {
    private static final int BAD_REQUEST = 400;
    private static final int URI_TOO_LONG = 414;
    private static final int HEADERS_TOO_LARGE = 431;

    private final SecurityHeaders security;

    InvalidRequests(Supplier<RollcallConfig> config) {
        this.security = new SecurityHeaders(config);
    }

    @Override
    public void handle(HttpServerRequest request) {
        security.put(request);
        Throwable cause = request.decoderResult().cause();
        Buffer problem;
        if (cause instanceof TooLongHttpLineException) {
            problem = ProblemJson.of(
                    request.response(), URI_TOO_LONG, "The first line is longer than http.limits.uriSize.");
        } else if (cause instanceof TooLongHttpHeaderException) {
            problem = ProblemJson.of(
                    request.response(), HEADERS_TOO_LARGE, "The headers are larger than http.limits.headerSize.");
        } else {
            problem = ProblemJson.of(request.response(), BAD_REQUEST, "The request cannot be understood.");
        }
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemJson.TYPE)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(problem)
                .onComplete(v -> request.connection().close());
    }
}
