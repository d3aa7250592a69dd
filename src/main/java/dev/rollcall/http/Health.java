package dev.rollcall.http;

import dev.rollcall.config.ConfigState;
import dev.rollcall.history.HistoryState;
import dev.rollcall.history.HistoryState.BegunAnew;
import dev.rollcall.history.HistoryState.Degraded;
import dev.rollcall.history.HistoryState.InMemory;
import dev.rollcall.vitals.Vitals;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** {@code GET /health/live} and {@code /health/ready}, for those who restart servers and those who send clients to them. */
final class Health {
    private Health() {}

    /** Up as long as all event loops turn and no threads wait for each other: nothing that a restart would not help. */
    static Handler<RoutingContext> live(Vertx vertx, Vitals vitals) {
        HealthChecks checks = HealthChecks.create(vertx).register("process", promise -> {
            List<String> ailments = vitals.ailments();
            promise.complete(
                    ailments.isEmpty()
                            ? Status.OK()
                            : Status.KO(new JsonObject().put("reason", String.join("; ", ailments))));
        });
        return context -> answer(context, checks);
    }

    /**
     * Neither a history that is not written nor a configuration that cannot be used takes anybody off the board: they are
     * told, and the server is ready all the same.
     */
    static Handler<RoutingContext> ready(Vertx vertx, Serving serving) {
        HealthChecks checks = HealthChecks.create(vertx)
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
        return context -> answer(context, checks);
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

    /** As JSON has it: to the millisecond. */
    static String since(Instant since) {
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

    private static void answer(RoutingContext context, HealthChecks checks) {
        checks.checkStatus()
                .onSuccess(result -> Answer.send(
                        context,
                        CheckResult.isUp(result) ? 200 : 503,
                        "application/json",
                        result.toJson().toBuffer()))
                .onFailure(context::fail);
    }
}
