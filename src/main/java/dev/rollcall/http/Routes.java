package dev.rollcall.http;

import dev.rollcall.history.Archive;
import dev.rollcall.history.HistoryState;
import dev.rollcall.history.HistoryState.BegunAnew;
import dev.rollcall.history.HistoryState.Degraded;
import dev.rollcall.history.HistoryState.InMemory;
import dev.rollcall.hub.Hub;
import dev.rollcall.sse.SseStreams;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Which path is answered by what (DESIGN §4). */
final class Routes {
    private Routes() {}

    /** The router of one verticle, whose clients go to {@code hub} over {@code streams}; {@code more} adds routes before the pages. */
    static Router router(
            Vertx vertx, Serving serving, Assets assets, Hub hub, SseStreams streams, Consumer<Router> more) {
        Router router = Router.router(vertx);
        ProblemJson.handleErrorsOf(router);
        router.route().handler(new SecurityHeaders(serving.config())).handler(new Origins(serving.config()));
        ChoiceReader choices = new ChoiceReader(serving.config().get().stream().gzip());
        read(router, "/events")
                .handler(
                        new EventsHandler(hub, streams, choices, serving.state(), new ClientAddress(serving.config())));
        read(router, "/api/versions")
                .handler(new VersionsHandler(serving.state(), serving.hubs().frames()));
        past(router, serving);
        if (serving.config().get().http().management() == null) {
            inside(router, vertx, serving);
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
    private static void inside(Router router, Vertx vertx, Serving serving) {
        read(router, "/metrics").handler(new MetricsHandler(serving.metrics()));
        HealthChecks live = live(vertx);
        HealthChecks ready = ready(vertx, serving.readiness(), serving.history());
        read(router, "/health/live").handler(context -> health(context, live));
        read(router, "/health/ready").handler(context -> health(context, ready));
    }

    /** What is asked of the archive. */
    private static void past(Router router, Serving serving) {
        Archive archive = serving.archive();
        PastReader reader = new PastReader(serving.state(), serving.clock());
        PastAnswers answers = new PastAnswers(serving.state(), serving.answers());
        read(router, "/api/changes").handler(new ChangesHandler(archive, reader, answers));
        read(router, "/api/versions/:" + EntryHandler.HOST + "/:" + EntryHandler.PACKAGE)
                .handler(new EntryHandler(serving.state(), archive, answers));
        read(router, "/api/diff").handler(new DiffHandler(archive, reader, answers, serving.state()));
        read(router, "/changes.atom").handler(new AtomHandler(archive, reader, answers));
    }

    /** A route that is only read: nothing that arrives over the network changes anything. */
    private static Route read(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }

    /** Up as long as the event loop turns. */
    private static HealthChecks live(Vertx vertx) {
        return HealthChecks.create(vertx).register("process", promise -> promise.complete(Status.OK()));
    }

    /** A history that is not written takes nobody off the board: it is told, and the server is ready all the same. */
    private static HealthChecks ready(Vertx vertx, Readiness readiness, Supplier<HistoryState> history) {
        return HealthChecks.create(vertx)
                .register("serving", promise -> {
                    Readiness.Phase phase = readiness.phase();
                    JsonObject data = new JsonObject().put("phase", phase.name().toLowerCase(Locale.ROOT));
                    promise.complete(phase == Readiness.Phase.READY ? Status.OK(data) : Status.KO(data));
                })
                .register("history", promise -> promise.complete(Status.OK(said(history.get()))));
    }

    private static JsonObject said(HistoryState state) {
        if (state instanceof Degraded degraded) {
            return degraded(degraded.reason(), degraded.since());
        }
        if (state instanceof BegunAnew anew) {
            return degraded(anew.reason(), anew.since());
        }
        return new JsonObject().put("state", state instanceof InMemory ? "memory" : "recording");
    }

    private static JsonObject degraded(String reason, Instant since) {
        return new JsonObject()
                .put("state", "degraded")
                .put("reason", reason)
                .put("since", since.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    private static void health(RoutingContext context, HealthChecks checks) {
        checks.checkStatus()
                .onSuccess(result -> Answer.send(
                        context,
                        CheckResult.isUp(result) ? 200 : 503,
                        "application/json",
                        result.toJson().toBuffer()))
                .onFailure(context::fail);
    }
}
