package dev.rollcall.http;

import dev.rollcall.hub.Frames;
import dev.rollcall.inventory.Snapshot;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/** {@code GET /api/versions}: the same object as the data of a {@code versions} event, with an ETag. */
final class VersionsHandler implements Handler<RoutingContext> {
    private static final String JSON = "application/json";

    private final Supplier<Snapshot> state;
    private final Frames frames;

    VersionsHandler(Supplier<Snapshot> state, Frames frames) {
        this.state = state;
        this.frames = frames;
    }

    @Override
    public void handle(RoutingContext context) {
        Snapshot snapshot = state.get();
        context.response()
                // May be kept, but must be asked about each time.
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.ETAG, '"' + snapshot.cursor().toString() + '-' + snapshot.revision() + '"');
        if (context.isFresh()) {
            Answer.notModified(context);
        } else {
            Answer.send(context, 200, JSON, frames.versionsJson(snapshot));
        }
    }
}
