package dev.rollcall.http;

import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.Snapshot;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/checked}: when each entry was last checked, {@code {"hosts":{<host>:{<package>:<seconds since 1970>}}}}. The
 * stream tells changes, and to have found the same again is none; a page that shows it asks now and then. Written once for all
 * who ask between two checks. Any event loop.
 */
final class CheckedHandler implements Handler<RoutingContext> {
    private final Supplier<Snapshot> state;
    private volatile @Nullable Told told;

    CheckedHandler(Supplier<Snapshot> state) {
        this.state = state;
    }

    /**
     * What was said of a snapshot.
     *
     * @param point where the state stood: the cursor, and the number of the checks
     */
    private record Told(String point, Body body) {}

    @Override
    public void handle(RoutingContext context) {
        Snapshot snapshot = state.get();
        String point = snapshot.cursor() + "-" + snapshot.revision();
        Told now = told;
        if (now == null || !now.point().equals(point)) {
            now = new Told(point, Body.of(json(snapshot).encode()));
            told = now;
        }
        PastAnswers.send(context, Form.JSON.contentType(), now.body());
    }

    private static JsonObject json(Snapshot snapshot) {
        JsonObject hosts = new JsonObject();
        for (Entry entry : snapshot.entries()) {
            JsonObject host = hosts.getJsonObject(entry.key().host());
            if (host == null) {
                host = new JsonObject();
                hosts.put(entry.key().host(), host);
            }
            host.put(entry.key().packageName(), entry.checked().getEpochSecond());
        }
        return new JsonObject().put("hosts", hosts);
    }
}
