package dev.rollcall.hub;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ends the streams of a hub in random order over a while, so that their clients do not come back all at once. */
public final class Drain {
    /** Streams are ended in this many portions; fine enough that clients come back evenly. */
    private static final int STEPS = 50;

    private final Vertx vertx;
    private final Hub hub;
    private final List<Client> clients;
    private final long overNanos;
    private final long startNanos = System.nanoTime();

    private Drain(Vertx vertx, Hub hub, Duration over) {
        this.vertx = vertx;
        this.hub = hub;
        this.clients = hub.shuffledClients();
        this.overNanos = over.toNanos();
    }

    /**
     * Sends new clients away from now on and ends the others. On the hub's event loop.
     *
     * @return succeeds when each client has been sent {@code bye}
     */
    public static Future<Void> of(Vertx vertx, Hub hub, Duration over) {
        hub.close();
        return new Drain(vertx, hub, over).step(0);
    }

    private Future<Void> step(int done) {
        if (clients.isEmpty()) {
            return Future.succeededFuture();
        }
        int stepsLeft = STEPS - done;
        int share = (clients.size() + stepsLeft - 1) / stepsLeft;
        List<Client> portion = clients.subList(clients.size() - share, clients.size());
        portion.forEach(hub::end);
        portion.clear();
        return vertx.timer(pauseMillis(done + 1), TimeUnit.MILLISECONDS).compose(v -> step(done + 1));
    }

    /** Until the moment of a step, not from the last one: what the steps themselves take does not add up. */
    private long pauseMillis(int step) {
        long dueNanos = startNanos + overNanos / STEPS * step;
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(dueNanos - System.nanoTime()));
    }
}
