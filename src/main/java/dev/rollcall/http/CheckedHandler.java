package dev.rollcall.http;

import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.Snapshot;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/checked}: when each entry was last checked, {@code {"hosts":{<host>:{<package>:<seconds since 1970>}}}}. The
 * stream tells changes, and to have found the same again is none; a page that shows it asks now and then. On a large board there
 * is a check at every moment, and with many pages a question: it is written anew once a second at most, and compressed with it.
 * Any event loop.
 */
final class CheckedHandler implements Handler<RoutingContext> {
    private static final String KEEPING = "no-cache";
    /** Pages tell it in minutes. */
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<Snapshot> state;
    private final LongSupplier nanos;
    private volatile @Nullable Told told;

    /** @param nanos a clock that only goes forward, as System.nanoTime does */
    CheckedHandler(Supplier<Snapshot> state, LongSupplier nanos) {
        this.state = state;
        this.nanos = nanos;
    }

    /** What was said of the snapshot with this number, and when. */
    private record Told(long revision, long nanos, Asset answer) {}

    @Override
    public void handle(RoutingContext context) {
        answer().send(context, KEEPING);
    }

    Asset answer() {
        Snapshot snapshot = state.get();
        long now = nanos.getAsLong();
        Told last = told;
        if (last != null && (last.revision() == snapshot.revision() || now - last.nanos() < KEPT_NANOS)) {
            return last.answer();
        }
        byte[] bytes = json(snapshot).encode().getBytes(StandardCharsets.UTF_8);
        Asset answer = Asset.quickly(Form.JSON.contentType(), bytes);
        told = new Told(snapshot.revision(), now, answer);
        return answer;
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
