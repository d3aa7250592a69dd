package dev.rollcall.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rollcall in somebody else's server: a router, and a {@link Station} on each event loop from which streams were asked for.
 * Stations are on contexts of our own, for the verticle that a request came to may go while streams of another one's stay.
 *
 * <p>Any thread.
 */
public final class Mount {
    private static final Logger log = LoggerFactory.getLogger(Mount.class);

    private final Vertx vertx;
    private final Serving serving;
    private final Router router;
    private final Map<OwnContext.Loop, Place> places = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private record Place(OwnContext context, Station station) {}

    private Mount(Vertx vertx, Serving serving, Assets assets) {
        this.vertx = vertx;
        this.serving = serving;
        this.router = Routes.router(
                vertx,
                serving,
                assets,
                request -> station(request).entrance(),
                // Whatever http.management says: no port of its own is opened here.
                more -> Routes.inside(more, vertx, serving));
        Guest.admit(router);
    }

    /** Succeeds with one that is ready; fails when the jar is not whole. */
    public static Future<Mount> of(Vertx vertx, Serving serving) {
        return vertx.executeBlocking(Assets::load).map(assets -> new Mount(vertx, serving, assets));
    }

    /** What is to be mounted. */
    public Router router() {
        return router;
    }

    /**
     * Ends all streams as {@code http.drain} says. The router goes on answering: streams with {@code bye}, so that who comes
     * back finds the next Rollcall that is mounted in its place.
     */
    public Future<Void> close() {
        closed = true;
        return Future.join(places.values().stream()
                        .map(place -> place.context().run(place.station()::close))
                        .toList())
                .mapEmpty();
    }

    private Station station(HttpServerRequest request) {
        OwnContext.Loop loop = OwnContext.loopOf(request);
        Place known = places.get(loop);
        if (known != null) {
            return known.station();
        }
        // This thread is the only one that asks for this key.
        OwnContext context = OwnContext.on(vertx, loop);
        Station station = context.here(() -> new Station(vertx, context.context(), serving));
        places.put(loop, new Place(context, station));
        if (closed) {
            // Whoever closed the others may not have seen this one.
            context.here(station::close).onFailure(e -> log.error("a station was not closed", e));
        }
        return station;
    }
}
