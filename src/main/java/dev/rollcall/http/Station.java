package dev.rollcall.http;

import dev.rollcall.bus.Subscription;
import dev.rollcall.config.StreamConfig;
import dev.rollcall.hub.Drain;
import dev.rollcall.hub.Hub;
import dev.rollcall.hub.Pulse;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.sse.SseStreams;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * All that streams need on one event loop: a hub, the pulse that it tells the time by, and its subscription to the updates.
 * Whoever listens stands in front of it: {@link HttpVerticle} with a server, {@link Mount} with a route in somebody else's.
 *
 * <p>Made, used and closed on its event loop.
 */
final class Station {
    private final Vertx vertx;
    private final Serving serving;
    private final Entrance entrance;
    private final Pulse pulse;
    private final Subscription subscription;
    private @Nullable Future<Void> closed;

    /**
     * One that hears and tells at once.
     *
     * @param context the current one, on which its timers and its subscription are
     */
    Station(Vertx vertx, Context context, Serving serving) {
        this.vertx = vertx;
        this.serving = serving;
        Hub hub = hub(serving, serving.hubs(), serving.state().get(), context);
        this.entrance = new Entrance(hub, streams(serving));
        this.subscription =
                serving.bus().follow((update, publishedNanos) -> hub.update(update.snapshot(), publishedNanos));
        // What was published between the two lines above.
        hub.update(serving.state().get());
        this.pulse = new Pulse(vertx, hub, () -> serving.config().get().stream(), serving.clock());
        pulse.start();
    }

    /** A hub of {@code context}, without clients. */
    static Hub hub(Serving serving, Hub.Shared shared, Snapshot level, Context context) {
        return new Hub(
                () -> serving.config().get().stream(),
                shared,
                level,
                task -> context.runOnContext(v -> task.run()),
                System::nanoTime,
                new Random());
    }

    /** What opens streams the way that is configured. */
    static SseStreams streams(Serving serving) {
        StreamConfig stream = serving.config().get().stream();
        return new SseStreams(
                stream.direct() ? SseStreams.Writer.SOCKET : SseStreams.Writer.RESPONSE, serving.writers());
    }

    Entrance entrance() {
        return entrance;
    }

    /** Ends the streams in random order over {@code http.drain}; whoever comes later is sent away. Once. */
    Future<Void> close() {
        if (closed == null) {
            closed = ended();
        }
        return closed;
    }

    private Future<Void> ended() {
        pulse.stop();
        return subscription
                .cancel()
                .compose(v -> Drain.of(
                        vertx, entrance.hub(), serving.config().get().http().drain()))
                .onComplete(v -> entrance.streams().close());
    }
}
