package dev.rollcall.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one would write first in Vert.x: bodies travel over the event bus to one HTTP verticle per core, and each calls
 * {@code response.write} for each of its clients. Default options throughout.
 *
 * <pre>{@code java @target/bench/java.args dev.rollcall.bench.PlainVertx --port 9002}</pre>
 */
final class PlainVertx extends VerticleBase {
    private static final String ADDRESS = "events";
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;

    private final AtomicInteger port;
    private final Set<HttpServerResponse> streams = new HashSet<>();

    /** All instances share {@code port}; the first one to listen puts the real one there when it is 0. */
    private PlainVertx(AtomicInteger port) {
        this.port = port;
    }

    /** Serves until the process is ended. */
    public static void main(String[] arguments) {
        AtomicInteger port = new AtomicInteger(Contract.port(arguments));
        Vertx vertx = Vertx.vertx();
        // The first one finds the port, the others share it.
        vertx.deployVerticle(new PlainVertx(port))
                .compose(first -> others(vertx, port))
                .onSuccess(all -> Contract.listening(port.get()))
                .onFailure(cause -> {
                    cause.printStackTrace();
                    System.exit(1);
                });
    }

    private static Future<?> others(Vertx vertx, AtomicInteger port) {
        int instances = Runtime.getRuntime().availableProcessors() - 1;
        return instances == 0
                ? Future.succeededFuture()
                : vertx.deployVerticle(() -> new PlainVertx(port), new DeploymentOptions().setInstances(instances));
    }

    @Override
    public Future<?> start() {
        vertx.eventBus().<Buffer>consumer(ADDRESS, message -> broadcast(message.body()));
        return vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(port.get(), "127.0.0.1")
                .map(HttpServer::actualPort)
                .onSuccess(port::set);
    }

    private void handle(HttpServerRequest request) {
        switch (request.path()) {
            case Contract.EVENTS -> stream(request);
            case Contract.PUBLISH ->
                request.body().onSuccess(body -> {
                    vertx.eventBus().publish(ADDRESS, event(body));
                    request.response().setStatusCode(NO_CONTENT).end();
                });
            case Contract.STATS ->
                vertx.executeBlocking(SelfReport::json)
                        .onSuccess(json -> request.response().end(json));
            case Contract.COLLECT ->
                vertx.executeBlocking(() -> {
                            SelfReport.collectGarbage();
                            return NO_CONTENT;
                        })
                        .onSuccess(status ->
                                request.response().setStatusCode(status).end());
            default -> request.response().setStatusCode(NOT_FOUND).end();
        }
    }

    private static Buffer event(Buffer body) {
        return Buffer.buffer("data: ").appendBuffer(body).appendString("\n\n");
    }

    private void stream(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.putHeader("content-type", "text/event-stream").setChunked(true);
        response.exceptionHandler(gone -> streams.remove(response));
        response.closeHandler(gone -> streams.remove(response));
        response.write(": hello\n\n");
        streams.add(response);
    }

    private void broadcast(Buffer event) {
        for (HttpServerResponse response : streams) {
            response.write(event);
        }
    }
}
