package dev.rollcall.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/** {@code GET /metrics}: the metrics of this process, for Prometheus. */
final class MetricsHandler implements Handler<RoutingContext> {
    /** The text format that every Prometheus and every agent like it reads. */
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Supplier<String> metrics;

    MetricsHandler(Supplier<String> metrics) {
        this.metrics = metrics;
    }

    /** Reads the meters on a worker, one scrape of this event loop after the other: streams do not wait for it. */
    @Override
    public void handle(RoutingContext context) {
        context.vertx()
                .executeBlocking(() -> Buffer.buffer(metrics.get()))
                .onSuccess(text -> {
                    context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
                    Answer.send(context, 200, TEXT, text);
                })
                .onFailure(context::fail);
    }
}
