package dev.rollcall.http;

import dev.rollcall.history.Archive;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.function.Consumer;
import java.util.function.Function;

/** Which path is answered by what (DESIGN §4). */
final class Routes {
    private static final String ENTRY = ":" + EntryHandler.HOST + "/:" + EntryHandler.PACKAGE;

    private Routes() {}

    /** A router whose streams begin where {@code entrances} says; {@code more} adds routes before the pages. */
    static Router router(
            Vertx vertx,
            Serving serving,
            Assets assets,
            Function<HttpServerRequest, Entrance> entrances,
            Consumer<Router> more) {
        Router router = Router.router(vertx);
        ProblemJson.handleErrorsOf(router);
        router.route().handler(new SecurityHeaders(serving.config())).handler(new Origins(serving.config()));
        ChoiceReader choices =
                new ChoiceReader(() -> serving.config().get().stream().gzip());
        read(router, "/events")
                .handler(new EventsHandler(entrances, choices, serving.state(), new ClientAddress(serving.config())));
        read(router, "/api/versions")
                .handler(new VersionsHandler(serving.state(), serving.hubs().frames()));
        read(router, "/api/checked").handler(new CheckedHandler(serving.state(), System::nanoTime));
        read(router, "/api/notices").handler(new NoticesHandler(serving.history(), serving.configuration()));
        read(router, "/api/summary").handler(new SummaryHandler(serving.summaries()));
        past(router, serving);
        for (BadgeHandler.Form form : BadgeHandler.Form.values()) {
            read(router, "/badge/" + ENTRY + '.' + form.ending()).handler(new BadgeHandler(serving.state(), form));
        }
        more.accept(router);
        read(router, "/*").handler(assets);
        return router;
    }

    /** The router of {@code http.management}. */
    static Router management(Vertx vertx, Serving serving) {
        Router router = Router.router(vertx);
        ProblemJson.handleErrorsOf(router);
        router.route().handler(new SecurityHeaders(serving.config()));
        inside(router, vertx, serving);
        return router;
    }

    /** What is for those who run the server, and not for those who look at the board. */
    static void inside(Router router, Vertx vertx, Serving serving) {
        read(router, "/metrics").handler(new MetricsHandler(serving.metrics()));
        read(router, "/health/live").handler(Health.live(vertx, serving.vitals()));
        read(router, "/health/ready").handler(Health.ready(vertx, serving));
    }

    /** What is asked of the archive. */
    private static void past(Router router, Serving serving) {
        Archive archive = serving.archive();
        PastReader reader = new PastReader(serving.state(), serving.clock());
        PastAnswers answers = new PastAnswers(serving.state(), serving.answers());
        read(router, "/api/changes").handler(new ChangesHandler(archive, reader, answers));
        read(router, "/api/versions/" + ENTRY)
                .handler(new EntryHandler(serving.state(), serving.details(), archive, answers));
        read(router, "/api/diff").handler(new DiffHandler(archive, reader, answers, serving.state()));
        read(router, "/changes.atom").handler(new AtomHandler(archive, reader, answers));
    }

    /** A route that is only read: nothing that arrives over the network changes anything. */
    private static Route read(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }
}
