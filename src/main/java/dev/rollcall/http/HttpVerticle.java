package dev.rollcall.http;

import dev.rollcall.config.HttpConfig;
import dev.rollcall.config.StreamConfig;
import dev.rollcall.door.Listener;
import dev.rollcall.hub.Hub;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops the serving wing on one event loop: a {@link Station} and the server in front of it. Deploy one instance per
 * event loop; they share a port.
 */
public final class HttpVerticle extends VerticleBase {
    /** Vert.x gives all instances of a deployment the same free port when they ask for this one. */
    private static final int ANY_PORT = -1;
    /** As many as a storm of reconnecting clients brings in one moment; the kernel caps it at somaxconn. */
    private static final int BACKLOG = 16_384;
    /** A peer that acknowledges nothing for this long is gone; where a stream can tell (the direct ones), it is sooner. */
    private static final Duration PEER_SILENT_MIN = Duration.ofSeconds(20);
    /** Half of how long a connection may be open without a byte in either direction. */
    private static final Duration IDLE_MIN = Duration.ofSeconds(30);
    /** For what is not a stream: requests that are being answered. */
    private static final Duration SHUTDOWN = Duration.ofMillis(500);

    private final Serving serving;
    private final Consumer<Router> routes;
    private final Handler<HttpConnection> arrival;
    private @Nullable Station station;
    private @Nullable Listener listener;

    /** Serves {@code serving}, which the instances share. */
    public HttpVerticle(Serving serving) {
        this.serving = serving;
        this.routes = router -> {};
        this.arrival = NoBodies::on;
    }

    /** The same, with routes of whoever embeds it: {@code routes} adds them before the pages, and may read bodies. */
    public HttpVerticle(Serving serving, Consumer<Router> routes) {
        this.serving = serving;
        this.routes = routes;
        this.arrival = connection -> {};
    }

    /** Succeeds when it listens; fails when the address cannot be had. */
    @Override
    public Future<?> start() {
        HttpConfig http = serving.config().get().http();
        StreamConfig stream = serving.config().get().stream();
        Station clients = new Station(vertx, context, serving);
        station = clients;
        Listener entrance = new Listener(vertx, serving.door(), options(http, stream), http);
        listener = entrance;
        int port = http.port() == 0 ? ANY_PORT : http.port();
        return vertx.executeBlocking(Assets::load)
                .compose(assets -> warmUp().map(assets))
                .compose(assets -> entrance.listen(
                                port,
                                http.host(),
                                arrival,
                                Routes.router(vertx, serving, assets, request -> clients.entrance(), this::addRoutes),
                                new InvalidRequests(serving.config(), serving.door()))
                        .onSuccess(listening -> listens(listening.actualPort(), assets)));
    }

    private void listens(int port, Assets assets) {
        // By the first of the event loops, for all; after it listens, so that it makes no start later.
        if (serving.port().getAndSet(port) == 0) {
            // Without the routes of whoever embeds this: they would wonder.
            Router pages = Routes.router(
                    vertx,
                    serving,
                    assets,
                    request -> Objects.requireNonNull(station).entrance(),
                    more -> {});
            FirstVisit.to(pages, vertx);
        }
    }

    private void addRoutes(Router router) {
        if (serving.config().get().http().management() == null) {
            Routes.inside(router, vertx, serving);
        }
        routes.accept(router);
    }

    /** Ends the streams in random order over {@code http.drain}, then stops listening. */
    @Override
    public Future<?> stop() {
        return Objects.requireNonNull(station)
                .close()
                .eventually(() -> Objects.requireNonNull(listener).shutdown(SHUTDOWN));
    }

    private Future<Void> warmUp() {
        HttpConfig http = serving.config().get().http();
        StreamConfig stream = serving.config().get().stream();
        WarmUp warmUp = new WarmUp(vertx, context, serving.clock());
        Hub practice = Station.hub(serving, warmUp.shared(), warmUp.inventory().snapshot(), context);
        Entrance entrance = new Entrance(practice, Station.streams(serving));
        EventsHandler events = new EventsHandler(
                request -> entrance,
                new ChoiceReader(stream::gzip),
                warmUp.inventory()::snapshot,
                new ClientAddress(serving.config()));
        Router router = Router.router(vertx);
        router.get("/events").handler(events);
        return warmUp.run(options(http, stream), router, practice, http.warmUp())
                .onComplete(v -> entrance.streams().close());
    }

    static Duration idleMax(StreamConfig stream) {
        return longer(IDLE_MIN, longer(stream.heartbeat(), stream.lag())).multipliedBy(2);
    }

    private static HttpServerOptions options(HttpConfig http, StreamConfig stream) {
        return new HttpServerOptions()
                .setAcceptBacklog(BACKLOG)
                // There are none; without this, each connection has a handler for them.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setTcpKeepAlive(true)
                // Also ends one whose window stays shut; so not before stream.lag has its turn.
                .setTcpUserTimeout(
                        Math.toIntExact(longer(PEER_SILENT_MIN, stream.lag()).toMillis()))
                // For connections that never ask for anything: an open stream is written to more often than this, or
                // lags and is left in peace for stream.lag.
                .setIdleTimeout(Math.toIntExact(idleMax(stream).toSeconds()))
                .setSendBufferSize(Math.toIntExact(http.sendBuffer().bytes()));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
