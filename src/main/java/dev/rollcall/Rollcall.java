package dev.rollcall;

import dev.rollcall.bus.UpdateBus;
import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.collect.CollectorVerticle;
import dev.rollcall.config.ConfigSource;
import dev.rollcall.config.ConfigState;
import dev.rollcall.config.Footprint;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.config.Takeover;
import dev.rollcall.history.History;
import dev.rollcall.history.HistoryMeters;
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
import dev.rollcall.reload.ConfigFollower;
import dev.rollcall.reload.LiveConfig;
import dev.rollcall.reload.ReloadMeters;
import dev.rollcall.sse.WriterNotice;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

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
    private final LiveConfig live;
    private @Nullable CollectorVerticle collector;
    private @Nullable ConfigFollower follower;
    private final List<String> deployments = new ArrayList<>();

    private Rollcall(Vertx vertx, LiveConfig live, Serving serving, Inventory inventory, History history) {
        this.vertx = vertx;
        this.live = live;
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
        LiveConfig live = new LiveConfig(config, clock.instant());
        Inventory inventory =
                new Inventory(history.past(), clock, config.collect().entries());
        Hub.Shared hubs = new Hub.Shared(
                new Frames(clock),
                new Places(config.stream().clients(), config.stream().joins(), System::nanoTime),
                new Filters(config.stream().filters()));
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new StreamMeters(hubs).bindTo(metrics);
        new HistoryMeters(history).bindTo(metrics);
        new ReloadMeters(live).bindTo(metrics);
        UpdateBus bus = new UpdateBus(vertx, inventory.snapshot());
        Serving serving = new Serving(
                live,
                bus::latest,
                history.archive(),
                new SharedAnswers(),
                bus,
                history::state,
                live::state,
                hubs,
                new WriterNotice(),
                metrics::scrape,
                new Readiness(),
                clock,
                new AtomicInteger());
        Rollcall rollcall = new Rollcall(vertx, live, serving, inventory, history);
        // The door before the commands: when the address is taken, none has run for nothing.
        return rollcall.deployHttp()
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
        String host = serving.config().get().http().host();
        String shown = host.contains(":") ? '[' + host + ']' : host;
        return URI.create("http://" + shown + ':' + serving.port().get() + '/');
    }

    /**
     * Goes on by another configuration: what is asked in another way is asked at once, what is not named any more goes off the
     * board, limits and intervals are in force; streams stay open.
     *
     * @return succeeds when it is known what to ask, with what has to wait for a restart and stays as it was
     */
    public Future<Takeover> reconfigure(RollcallConfig wanted) {
        Takeover takeover = live.take(wanted, serving.clock().instant());
        history.keep(takeover.config().history().keep());
        return Objects.requireNonNull(collector, "it runs")
                .reconfigure(takeover.config())
                .map(takeover);
    }

    /**
     * Follows the files that the configuration was read from: from now on, an edit is in force within two seconds, or is told
     * to be wrong while the last good configuration goes on. Call it once.
     *
     * @param footprint of the reading that gave the configuration that goes on
     */
    public void follow(ConfigSource source, Footprint footprint) {
        follow(source, footprint, ConfigFollower.LOOK);
    }

    /** The same, looking at the files at other intervals than people need. */
    void follow(ConfigSource source, Footprint footprint, Duration look) {
        ConfigFollower following =
                new ConfigFollower(vertx, source, footprint, this::reconfigure, live, serving.clock(), look);
        follower = following;
        following.start();
    }

    /** How it stands with the configuration. */
    public ConfigState configuration() {
        return live.state();
    }

    /** Reads the files that are followed now, whether they look changed or not. */
    public void reload() {
        if (follower != null) {
            follower.readNow();
        }
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
        List<Future<Void>> ended = new ArrayList<>();
        if (follower != null) {
            ended.add(follower.stop());
        }
        deployments.forEach(id -> ended.add(vertx.undeploy(id)));
        deployments.clear();
        return Future.join(ended).<Void>mapEmpty().eventually(() -> history.close(inventory.snapshot()));
    }

    private Future<Void> deployHttp() {
        DeploymentOptions perEventLoop = new DeploymentOptions().setInstances(Transport.eventLoops());
        return vertx.deployVerticle(() -> new HttpVerticle(serving), perEventLoop)
                .onSuccess(deployments::add)
                .mapEmpty();
    }

    private Future<Void> deployCollector(Map<String, String> environment) {
        CollectorVerticle made = new CollectorVerticle(
                serving.config().get(),
                Catalogue.load(),
                environment,
                inventory,
                history.recorder(inventory),
                serving.bus(),
                serving.clock());
        collector = made;
        return vertx.deployVerticle(made).onSuccess(deployments::add).mapEmpty();
    }

    /** Random, so that an id of another numbering never means a point of this one. */
    private static String newEpoch() {
        return Long.toString(new SecureRandom().nextLong(1L << EPOCH_BITS), Character.MAX_RADIX);
    }
}
