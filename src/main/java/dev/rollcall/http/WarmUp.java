package dev.rollcall.http;

import dev.rollcall.hub.Filters;
import dev.rollcall.hub.Frames;
import dev.rollcall.hub.Hub;
import dev.rollcall.hub.Places;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Subject;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Exercises the ways of a new client and of a change before anybody waits: a cold JVM spends several times as long on them
 * as one that has compiled the code. Clients come over the loopback to a server of their own, with a hub and an inventory
 * of its own, so that nobody counts them and no frame of theirs is mistaken for one of the real inventory.
 *
 * <p>On the event loop that is to be warmed; the clients are on a worker.
 */
final class WarmUp {
    private static final byte[] REQUEST =
            "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int READ_BYTES = 4096;
    /** There is one client at a time; a few more while they leave. */
    private static final int CLIENTS_MAX = 1_000;

    private static final int JOINS_PER_SECOND_MAX = 1_000_000;

    private final Vertx vertx;
    private final Context context;
    private final Clock clock;
    private final Inventory inventory;
    private final Hub.Shared shared;

    WarmUp(Vertx vertx, Context context, Clock clock) {
        this.vertx = vertx;
        this.context = context;
        this.clock = clock;
        this.inventory = new Inventory("practice", clock, 1);
        Places places = Places.of(CLIENTS_MAX, JOINS_PER_SECOND_MAX, System::nanoTime);
        this.shared = new Hub.Shared(new Frames(clock), places, new Filters(1));
    }

    /** What the hub that practises shares with nobody. */
    Hub.Shared shared() {
        return shared;
    }

    /** What it tells of. */
    Inventory inventory() {
        return inventory;
    }

    /**
     * Opens and closes {@code connections} streams that {@code handler} joins to {@code hub}, one after the other, and tells
     * each of a change.
     *
     * @return succeeds when that is done, also where it failed: it is a matter of speed alone
     */
    Future<Void> run(HttpServerOptions options, Handler<HttpServerRequest> handler, Hub hub, int connections) {
        if (connections == 0) {
            return Future.succeededFuture();
        }
        return Practice.run(vertx, options, handler, port -> connect(port, connections, hub));
    }

    private void connect(int port, int connections, Hub hub) throws IOException {
        byte[] answer = new byte[READ_BYTES];
        for (int i = 0; i < connections; i++) {
            String version = Integer.toString(i);
            try (Socket socket = Practice.connect(port)) {
                socket.getOutputStream().write(REQUEST);
                if (socket.getInputStream().read(answer) < 0) {
                    return;
                }
                context.runOnContext(v -> hub.update(changed(version)));
                if (socket.getInputStream().read(answer) < 0) {
                    return;
                }
            }
        }
    }

    private Snapshot changed(String version) {
        Subject subject = new Subject(new EntryKey("practice", "practice"), "practice", "practice");
        Reading reading = new Reading(subject, new Reading.Found(version), clock.instant(), Duration.ZERO);
        return inventory.apply(List.of(reading)).snapshot();
    }
}
