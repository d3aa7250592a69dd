package dev.rollcall.http;

import dev.rollcall.config.ConfigState;
import dev.rollcall.config.ConfigState.Applied;
import dev.rollcall.config.ConfigState.Refused;
import dev.rollcall.history.HistoryState;
import dev.rollcall.history.HistoryState.BegunAnew;
import dev.rollcall.history.HistoryState.Degraded;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code GET /api/notices}: what an operator should know of the server itself, in sentences for the page:
 * {@code {"notices":[{"about","text","details":[…],"since"}]}}. Empty when all is well. Readiness says the same to machines.
 */
final class NoticesHandler implements Handler<RoutingContext> {
    private final Supplier<HistoryState> history;
    private final Supplier<ConfigState> configuration;

    NoticesHandler(Supplier<HistoryState> history, Supplier<ConfigState> configuration) {
        this.history = history;
        this.configuration = configuration;
    }

    @Override
    public void handle(RoutingContext context) {
        JsonArray notices = new JsonArray();
        add(configuration.get(), notices);
        add(history.get(), notices);
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        JsonObject answer = new JsonObject().put("notices", notices);
        Answer.send(context, 200, "application/json", answer.toBuffer());
    }

    private static void add(ConfigState state, JsonArray notices) {
        if (state instanceof Refused refused) {
            String text = "The configuration was edited and cannot be used. The last good one goes on.";
            notices.add(notice("configuration", text, refused.problems(), refused.since()));
        } else if (state instanceof Applied applied && !applied.postponed().isEmpty()) {
            String text = "Settings were edited that wait for the next start.";
            notices.add(notice("restart", text, applied.postponed(), applied.since()));
        }
    }

    private static void add(HistoryState state, JsonArray notices) {
        String text = "Changes are shown live, but the history is not complete.";
        if (state instanceof Degraded degraded) {
            notices.add(notice("history", text, List.of(degraded.reason()), degraded.since()));
        } else if (state instanceof BegunAnew anew) {
            notices.add(notice("history", text, List.of(anew.reason()), anew.since()));
        }
    }

    private static JsonObject notice(String about, String text, List<String> details, Instant since) {
        return new JsonObject()
                .put("about", about)
                .put("text", text)
                .put("details", new JsonArray(details))
                .put("since", Health.since(since));
    }
}
