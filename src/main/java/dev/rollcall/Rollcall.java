package dev.rollcall;

import dev.rollcall.bus.UpdateBus;
import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.collect.CollectorVerticle;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.history.Archive;
import dev.rollcall.http.HttpVerticle;
import dev.rollcall.http.Readiness;
import dev.rollcall.http.Readiness.Phase;
import dev.rollcall.http.Serving;
import dev.rollcall.http.SharedAnswers;
import dev.rollcall.http.StreamMeters;
import dev.rollcall.hub.Filters;
import dev.rollcall.hub.Frames;
import dev.rollcall.hub.Hub;
import dev.rollcall.hub.Places;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.sse.WriterNotice;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The composition root: puts up both wings and takes them down. The only place that knows both.
 *
 * <p>Any thread. Owns what it deploys; the Vert.x instance stays its caller's to close.
 */
public final class Rollcall {
    private static final int EPOCH_BITS = 60;

    private final Vertx vertx;
    private final Serving serving;
    private final Inventory inventory;
    private final List<String> deployments = new ArrayList<>();

    private Rollcall(Vertx vertx, Serving serving, Inventory inventory) {
        this.vertx = vertx;
        this.serving = serving;
        this.inventory = inventory;
    }

    /**
     * Starts with the environment and the clock of this process.
     *
     * @return succeeds when it listens and the first commands are on their way; fails, with everything taken down again,
     *     when the address cannot be had
     */
    public static Future<Rollcall> start(Vertx vertx, RollcallConfig config) {
        return start(vertx, config, System.getenv(), Clock.systemUTC());
    }

    /**
     * Starts.
     *
     * @param environment whose {@code PATH} programs are looked for on
     * @param clock dates readings and tells the time
     * @return as {@link #start(Vertx, RollcallConfig)}
     */
    public static Future<Rollcall> start(
            Vertx vertx, RollcallConfig config, Map<String, String> environment, Clock clock) {
        Inventory inventory = new Inventory(newEpoch(), clock, config.collect().entries());
        Hub.Shared hubs = new Hub.Shared(
                new Frames(clock),
                new Places(config.stream().clients(), config.stream().joins(), System::nanoTime),
                new Filters(config.stream().filters()));
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new StreamMeters(hubs).bindTo(metrics);
        Serving serving = new Serving(
                config,
                inventory::snapshot,
                Archive.ofNothing(),
                new SharedAnswers(),
                new UpdateBus(vertx),
                hubs,
                new WriterNotice(),
                metrics::scrape,
                new Readiness(),
                clock,
                new AtomicInteger());
        Rollcall rollcall = new Rollcall(vertx, serving, inventory);
        // The door first: when the address is taken, no command has run for nothing.
        return rollcall.deployHttp()
                .compose(v -> rollcall.deployCollector(environment))
                .onSuccess(v -> serving.readiness().advanceTo(Phase.READY))
                .map(rollcall)
                .recover(e -> rollcall.stop().transform(stopped -> Future.failedFuture(e)));
    }

    /** Where the page is. */
    public URI address() {
        String host = serving.config().http().host();
        String shown = host.contains(":") ? '[' + host + ']' : host;
        return URI.create("http://" + shown + ':' + serving.port().get() + '/');
    }

    /** The state now. */
    public Snapshot snapshot() {
        return inventory.snapshot();
    }

    /** Clients with an open stream now. */
    public int clients() {
        return serving.hubs().places().taken();
    }

    /**
     * Readiness off, streams ended over {@code http.drain}, child processes ended, listening socket closed last.
     *
     * @return succeeds when all is down
     */
    public Future<Void> stop() {
        serving.readiness().advanceTo(Phase.STOPPING);
        List<Future<Void>> undeployed =
                deployments.stream().map(vertx::undeploy).toList();
        deployments.clear();
        return Future.join(undeployed).mapEmpty();
    }

    private Future<Void> deployHttp() {
        DeploymentOptions perEventLoop = new DeploymentOptions().setInstances(Transport.eventLoops());
        return vertx.deployVerticle(() -> new HttpVerticle(serving), perEventLoop)
                .onSuccess(deployments::add)
                .mapEmpty();
    }

    private Future<Void> deployCollector(Map<String, String> environment) {
        CollectorVerticle collector = new CollectorVerticle(
                serving.config(), Catalogue.load(), environment, inventory, serving.bus(), serving.clock());
        return vertx.deployVerticle(collector).onSuccess(deployments::add).mapEmpty();
    }

    /** Random, so that an id of an earlier life of the server never means a point of this one. */
    private static String newEpoch() {
        return Long.toString(new SecureRandom().nextLong(1L << EPOCH_BITS), Character.MAX_RADIX);
    }
}
