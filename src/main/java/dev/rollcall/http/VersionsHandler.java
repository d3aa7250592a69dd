package dev.rollcall.http;

import dev.rollcall.hub.Frames;
import dev.rollcall.inventory.Snapshot;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/versions}: the same object as the data of a {@code versions} event, with an ETag. Written once for all who ask
 * of the same state; compressed for who takes gzip once on each event loop that is asked for it. Any event loop.
 */
final class VersionsHandler implements Handler<RoutingContext> {
    private static final String JSON = "application/json";
    /** May be kept, but must be asked about each time. */
    private static final String KEEPING = "no-cache";

    private final Supplier<Snapshot> state;
    private final Frames frames;
    private volatile @Nullable Zipped zipped;

    VersionsHandler(Supplier<Snapshot> state, Frames frames) {
        this.state = state;
        this.frames = frames;
    }

    /** What is sent of the snapshot with this number. */
    private record Zipped(long revision, Buffer bytes) {}

    @Override
    public void handle(RoutingContext context) {
        Snapshot snapshot = state.get();
        boolean gzip = Gzip.isTaken(context);
        String tag = snapshot.cursor().toString() + '-' + snapshot.revision() + (gzip ? "-gzip" : "");
        // Not written before it is known to be wanted: whoever asks often has it.
        Answer.tagged(
                context, KEEPING, '"' + tag + '"', JSON, () -> gzip ? zipped(snapshot) : frames.versionsJson(snapshot));
    }

    private Buffer zipped(Snapshot snapshot) {
        Zipped last = zipped;
        if (last == null || last.revision() != snapshot.revision()) {
            byte[] plain = frames.versionsJson(snapshot).getBytes();
            last = new Zipped(snapshot.revision(), Buffer.buffer(Gzip.quick(plain)));
            zipped = last;
        }
        return last.bytes();
    }
}
