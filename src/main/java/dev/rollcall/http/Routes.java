package dev.rollcall.http;

import dev.rollcall.config.ConfigState;
import dev.rollcall.history.Archive;
import dev.rollcall.history.HistoryState;
import dev.rollcall.history.HistoryState.BegunAnew;
import dev.rollcall.history.HistoryState.Degraded;
import dev.rollcall.history.HistoryState.InMemory;
import dev.rollcall.vitals.Vitals;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/** Which path is answered by what (DESIGN §4). */
final class Routes {
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
        read(router, "/api/notices").handler(new NoticesHandler(serving.history(), serving.configuration()));
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
        HealthChecks live = live(vertx, serving.vitals());
        HealthChecks ready = ready(vertx, serving);
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

    /** Up as long as all event loops turn and no threads wait for each other: nothing that a restart would not help. */
    private static HealthChecks live(Vertx vertx, Vitals vitals) {
        return HealthChecks.create(vertx).register("process", promise -> {
            List<String> ailments = vitals.ailments();
            promise.complete(
                    ailments.isEmpty()
                            ? Status.OK()
                            : Status.KO(new JsonObject().put("reason", String.join("; ", ailments))));
        });
    }

    /**
     * Neither a history that is not written nor a configuration that cannot be used takes anybody off the board: they are
     * told, and the server is ready all the same.
     */
    private static HealthChecks ready(Vertx vertx, Serving serving) {
        return HealthChecks.create(vertx)
                .register("serving", promise -> {
                    Readiness.Phase phase = serving.readiness().phase();
                    JsonObject data = new JsonObject().put("phase", phase.name().toLowerCase(Locale.ROOT));
                    promise.complete(phase == Readiness.Phase.READY ? Status.OK(data) : Status.KO(data));
                })
                .register(
                        "history",
                        promise -> promise.complete(
                                Status.OK(said(serving.history().get()))))
                .register(
                        "configuration",
                        promise -> promise.complete(
                                Status.OK(said(serving.configuration().get()))));
    }

    private static JsonObject said(ConfigState state) {
        JsonObject said = state instanceof ConfigState.Refused refused
                ? new JsonObject().put("state", "refused").put("problems", new JsonArray(refused.problems()))
                : new JsonObject().put("state", "applied");
        if (state instanceof ConfigState.Applied applied && !applied.postponed().isEmpty()) {
            said.put("restart", new JsonArray(applied.postponed()));
        }
        return said.put("since", since(state.since()));
    }

    private static String since(Instant since) {
        return since.truncatedTo(ChronoUnit.MILLIS).toString();
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
        return new JsonObject().put("state", "degraded").put("reason", reason).put("since", since(since));
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
