package dev.rollcall;

import dev.rollcall.bus.UpdateBus;
import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.collect.CollectorVerticle;
import dev.rollcall.config.HttpConfig;
import dev.rollcall.config.ManagementConfig;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.door.DoorMeters;
import dev.rollcall.door.Exposure;
import dev.rollcall.history.History;
import dev.rollcall.history.HistoryMeters;
import dev.rollcall.http.HttpVerticle;
import dev.rollcall.http.ManagementVerticle;
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
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

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
    private final History history;
    private final List<String> deployments = new ArrayList<>();
    /** Deployed by this name; empty without one. */
    private volatile String management = "";

    private Rollcall(Vertx vertx, Serving serving, Inventory inventory, History history) {
        this.vertx = vertx;
        this.serving = serving;
        this.inventory = inventory;
        this.history = history;
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
        // What was known before the last stop first: the board is full when the door opens.
        return History.open(vertx, config.history(), Rollcall::newEpoch, clock)
                .compose(history -> start(vertx, config, environment, clock, history));
    }

    private static Future<Rollcall> start(
            Vertx vertx, RollcallConfig config, Map<String, String> environment, Clock clock, History history) {
        AtomicReference<RollcallConfig> live = new AtomicReference<>(config);
        Inventory inventory =
                new Inventory(history.past(), clock, config.collect().entries());
        Hub.Shared hubs = new Hub.Shared(
                new Frames(clock),
                new Places(() -> Objects.requireNonNull(live.get()).stream(), System::nanoTime),
                new Filters(config.stream().filters()));
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new StreamMeters(hubs).bindTo(metrics);
        new HistoryMeters(history).bindTo(metrics);
        UpdateBus bus = new UpdateBus(vertx, inventory.snapshot());
        Serving serving = new Serving(
                live::get,
                bus::latest,
                history.archive(),
                new SharedAnswers(),
                bus,
                history::state,
                hubs,
                new WriterNotice(),
                metrics::scrape,
                new Readiness(),
                clock,
                new AtomicInteger());
        new DoorMeters(serving.door()).bindTo(metrics);
        Exposure.warn(config);
        Rollcall rollcall = new Rollcall(vertx, serving, inventory, history);
        // The door before the commands: when the address is taken, none has run for nothing.
        return rollcall.deployManagement()
                .compose(v -> rollcall.deployHttp())
                .compose(v -> rollcall.deployCollector(environment))
                .onSuccess(v -> {
                    serving.readiness().advanceTo(Phase.READY);
                    history.tend();
                })
                .map(rollcall)
                .recover(e -> rollcall.stop().transform(stopped -> Future.failedFuture(e)));
    }

    /** Where the page is. */
    public URI address() {
        HttpConfig http = serving.config().get().http();
        String host = http.host();
        String shown = host.contains(":") ? '[' + host + ']' : host;
        return URI.create((http.tls() == null ? "http://" : "https://")
                + shown
                + ':'
                + serving.port().get()
                + '/');
    }

    /** The state now, as everybody sees it. */
    public Snapshot snapshot() {
        return serving.state().get();
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
        // Last of all the door for those who watch: they see that it stops.
        return Future.join(undeployed)
                .<Void>mapEmpty()
                .eventually(() -> management.isEmpty() ? Future.succeededFuture() : vertx.undeploy(management))
                .eventually(() -> history.close(inventory.snapshot()));
    }

    private Future<Void> deployManagement() {
        ManagementConfig config = serving.config().get().http().management();
        return config == null
                ? Future.succeededFuture()
                : vertx.deployVerticle(new ManagementVerticle(serving, config))
                        .onSuccess(deployment -> management = deployment)
                        .mapEmpty();
    }

    private Future<Void> deployHttp() {
        DeploymentOptions perEventLoop = new DeploymentOptions().setInstances(Transport.eventLoops());
        return vertx.deployVerticle(() -> new HttpVerticle(serving), perEventLoop)
                .onSuccess(deployments::add)
                .mapEmpty();
    }

    private Future<Void> deployCollector(Map<String, String> environment) {
        CollectorVerticle collector = new CollectorVerticle(
                serving.config().get(),
                Catalogue.load(),
                environment,
                inventory,
                history.recorder(inventory),
                serving.bus(),
                serving.clock());
        return vertx.deployVerticle(collector).onSuccess(deployments::add).mapEmpty();
    }

    /** Random, so that an id of another numbering never means a point of this one. */
    private static String newEpoch() {
        return Long.toString(new SecureRandom().nextLong(1L << EPOCH_BITS), Character.MAX_RADIX);
    }
}
