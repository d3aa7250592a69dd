package dev.rollcall;

import dev.rollcall.bus.Subscription;
import dev.rollcall.bus.UpdateBus;
import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.collect.CollectCounters;
import dev.rollcall.collect.CollectorVerticle;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.ConfigSource;
import dev.rollcall.config.ConfigState;
import dev.rollcall.config.Footprint;
import dev.rollcall.config.HttpConfig;
import dev.rollcall.config.InvalidConfigException;
import dev.rollcall.config.ManagementConfig;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.config.StreamConfig;
import dev.rollcall.config.Takeover;
import dev.rollcall.door.Door;
import dev.rollcall.door.Exposure;
import dev.rollcall.history.History;
import dev.rollcall.http.HttpVerticle;
import dev.rollcall.http.ManagementVerticle;
import dev.rollcall.http.Mount;
import dev.rollcall.http.OwnContext;
import dev.rollcall.http.Readiness;
import dev.rollcall.http.Readiness.Phase;
import dev.rollcall.http.Serving;
import dev.rollcall.http.SharedAnswers;
import dev.rollcall.hub.Filters;
import dev.rollcall.hub.Frames;
import dev.rollcall.hub.Hub;
import dev.rollcall.hub.Places;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Update;
import dev.rollcall.reload.ConfigFollower;
import dev.rollcall.reload.LiveConfig;
import dev.rollcall.reload.ReloadMeters;
import dev.rollcall.sse.WriterNotice;
import dev.rollcall.vitals.LoopVerticle;
import dev.rollcall.vitals.Vitals;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rollcall as a library, and the composition root: puts up both wings and takes them down. The only place that knows both.
 * {@link #start} is the whole server, {@link #create} is the same without a server, for other people's programs.
 *
 * <p>Any thread; futures come back on the caller's context. Owns what it deploys; the Vert.x instance stays its caller's to close.
 */
public final class Rollcall {
    private static final int EPOCH_BITS = 60;

    private final Vertx vertx;
    private final OwnContext own;
    private final String name;
    private final Serving serving;
    private final Inventory inventory;
    private final History history;
    private final Runnable unhook;
    private final LiveConfig live;
    private @Nullable CollectorVerticle collector;
    private volatile @Nullable ConfigFollower follower;
    private final CollectCounters collected = new CollectCounters();
    private final List<String> deployments = new ArrayList<>();
    private volatile @Nullable Mount mount;
    private volatile @Nullable Future<Void> down;
    /** Deployed by this name; empty without one. */
    private volatile String management = "";

    private Rollcall(
            Vertx vertx,
            OwnContext own,
            String name,
            LiveConfig live,
            Serving serving,
            Inventory inventory,
            History history) {
        this.vertx = vertx;
        this.own = own;
        this.name = name;
        this.live = live;
        this.serving = serving;
        this.inventory = inventory;
        this.history = history;
        this.unhook = own.atClose(this::stop);
    }

    /** A configuration file, to be read and to be {@link #follow followed}; references in it look in this process's environment. */
    public static ConfigSource source(Path file) {
        return ConfigSource.file(file, Catalogue.load().names()).in(System.getenv());
    }

    /**
     * Reads a configuration file. Blocks.
     *
     * @throws InvalidConfigException with all that is wrong in it, or why it cannot be read
     */
    public static RollcallConfig configuration(Path file) throws InvalidConfigException {
        return source(file).read().config();
    }

    /**
     * Reads a configuration from its text; {@code "{}"} is the one with all the defaults.
     *
     * @throws InvalidConfigException with all that is wrong in it
     */
    public static RollcallConfig configuration(String json) throws InvalidConfigException {
        return new ConfigReader(Catalogue.load().names()::contains).read("configuration", json);
    }

    /**
     * Starts with a server of its own, and with the environment and the clock of this process.
     *
     * @return succeeds when it listens and the first commands are on their way; fails, with everything taken down again,
     *     when the address cannot be had
     */
    public static Future<Rollcall> start(Vertx vertx, RollcallConfig config) {
        return start(vertx, config, System.getenv(), Clock.systemUTC());
    }

    /**
     * Starts with a server of its own.
     *
     * @param environment whose {@code PATH} programs are looked for on
     * @param clock dates readings and tells the time
     * @return as {@link #start(Vertx, RollcallConfig)}
     */
    public static Future<Rollcall> start(
            Vertx vertx, RollcallConfig config, Map<String, String> environment, Clock clock) {
        return start(vertx, config, environment, clock, ownRegistry());
    }

    /**
     * The same, with metrics in a registry in which there may be others, such as those of {@code vertx}.
     *
     * @param metrics what {@code /metrics} says; of one Rollcall alone
     */
    public static Future<Rollcall> start(
            Vertx vertx,
            RollcallConfig config,
            Map<String, String> environment,
            Clock clock,
            PrometheusMeterRegistry metrics) {
        // The door before the commands: when the address is taken, none has run for nothing.
        return begin(vertx, config, new Surroundings(environment, clock, metrics), Rollcall::openDoor);
    }

    /**
     * Starts inside another Vert.x application, with the environment and the clock of this process: collects and keeps the
     * state, and listens nowhere. Section {@code http} of the configuration is of no concern then, except {@code drain}.
     *
     * <pre>{@code
     * Rollcall.create(vertx, Rollcall.configuration("{}")).onSuccess(rollcall -> {
     *     app.route("/ops/versions/*").subRouter(rollcall.router());
     *     rollcall.listen(update -> update.changes().forEach(change -> tell(change.key(), change.after())));
     * });
     * }</pre>
     *
     * <p>It is nobody's child: it stays when the verticle is undeployed that called this, and ends by {@link #stop} or when
     * {@code vertx} is closed. As many as you like may live side by side.
     *
     * @return succeeds when the first commands are on their way
     */
    public static Future<Rollcall> create(Vertx vertx, RollcallConfig config) {
        return create(vertx, config, System.getenv(), Clock.systemUTC());
    }

    /**
     * Starts inside another Vert.x application.
     *
     * @param environment whose {@code PATH} programs are looked for on
     * @param clock dates readings and tells the time
     * @return as {@link #create(Vertx, RollcallConfig)}
     */
    public static Future<Rollcall> create(
            Vertx vertx, RollcallConfig config, Map<String, String> environment, Clock clock) {
        return begin(vertx, config, new Surroundings(environment, clock, ownRegistry()), Rollcall::makeMount);
    }

    /** What a Rollcall finds there. */
    private record Surroundings(Map<String, String> environment, Clock clock, PrometheusMeterRegistry metrics) {}

    private static PrometheusMeterRegistry ownRegistry() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    private static Future<Rollcall> begin(
            Vertx vertx, RollcallConfig config, Surroundings around, Function<Rollcall, Future<Void>> door) {
        OwnContext own = OwnContext.of(vertx);
        return own.run(() -> {
            String name = WorkerNames.take();
            // What was known before the last stop first: the board is full when the door opens.
            return History.open(vertx, name, config.history(), Rollcall::newEpoch, around.clock())
                    .map(history -> made(vertx, own, name, config, around, history))
                    .compose(rollcall -> rollcall.begun(around.environment(), door));
        });
    }

    private static Rollcall made(
            Vertx vertx, OwnContext own, String name, RollcallConfig config, Surroundings around, History history) {
        Clock clock = around.clock();
        PrometheusMeterRegistry metrics = around.metrics();
        LiveConfig live = new LiveConfig(config, clock.instant());
        Supplier<StreamConfig> stream = () -> live.get().stream();
        Inventory inventory =
                new Inventory(history.past(), clock, config.collect().entries());
        Hub.Shared hubs = new Hub.Shared(
                new Frames(clock),
                new Places(stream, System::nanoTime),
                new Filters(() -> stream.get().filters()));
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
                new Vitals(),
                new Readiness(),
                clock,
                new AtomicInteger(),
                new Door(() -> live.get().http().limits()));
        Rollcall rollcall = new Rollcall(vertx, own, name, live, serving, inventory, history);
        Meters.bind(metrics, serving, history, rollcall.collected);
        new ReloadMeters(live).bindTo(metrics);
        return rollcall;
    }

    private Future<Rollcall> begun(Map<String, String> environment, Function<Rollcall, Future<Void>> door) {
        return deployVitals()
                .compose(v -> door.apply(this))
                .compose(v -> deployCollector(environment))
                .onSuccess(v -> {
                    serving.readiness().advanceTo(Phase.READY);
                    history.tend();
                })
                .map(this)
                .recover(e -> stop().transform(stopped -> Future.failedFuture(e)));
    }

    /**
     * The page, the streams and the API, to be mounted where you like, on as many servers as you like: {@code
     * app.route("/ops/versions/*").subRouter(rollcall.router())}. The servers are of verticles on event loops; on a worker or a
     * virtual thread all is answered but streams, which fail with 500 and a reason in the log.
     *
     * @throws IllegalStateException when it was {@link #start started} with a server of its own
     */
    public Router router() {
        Mount made = mount;
        if (made == null) {
            throw new IllegalStateException("router: there is a server of its own; use Rollcall.create to have none");
        }
        return made.router();
    }

    /**
     * Calls {@code listener} with each update from now on, once and in order: on the context of the caller, or on an event loop
     * of its own when the caller is on none. Ends with {@link #stop}, or when the caller's verticle is undeployed.
     *
     * <p>Who needs what was there before as well calls this first and then {@link #snapshot}: {@code update.snapshot()} is the
     * state after it.
     *
     * @param listener must not block an event loop; what it throws is logged, and the next update comes all the same
     * @return in force at once
     */
    public Subscription listen(Consumer<Update> listener) {
        return serving.bus().subscribe(listener);
    }

    /**
     * Goes on by another configuration: what is asked in another way is asked at once, what is not named any more goes off the
     * board, limits and intervals are in force; streams stay open.
     *
     * @return succeeds when it is known what to ask, with what has to wait for a restart and stays as it was
     */
    public Future<Takeover> reconfigure(RollcallConfig wanted) {
        return own.run(() -> {
            Takeover takeover = live.take(wanted, serving.clock().instant());
            history.keep(takeover.config().history().keep());
            return Objects.requireNonNull(collector, "it runs")
                    .reconfigure(takeover.config())
                    .map(takeover);
        });
    }

    /**
     * Follows the files that the configuration was read from: from now on, an edit is in force within two seconds, or is told
     * to be wrong while the last good configuration goes on. Call it once.
     *
     * @param footprint of the reading that gave the configuration that goes on
     * @return succeeds when it looks
     */
    public Future<Void> follow(ConfigSource source, Footprint footprint) {
        return follow(source, footprint, ConfigFollower.LOOK);
    }

    /** The same, looking at the files at other intervals than people need. */
    Future<Void> follow(ConfigSource source, Footprint footprint, Duration look) {
        return own.run(() -> {
            ConfigFollower following =
                    new ConfigFollower(vertx, name, source, footprint, this::reconfigure, live, serving.clock(), look);
            follower = following;
            following.start();
            return Future.succeededFuture();
        });
    }

    /** How it stands with the configuration. */
    public ConfigState configuration() {
        return live.state();
    }

    /** Reads the files that are followed now, whether they look changed or not. */
    public void reload() {
        ConfigFollower following = follower;
        if (following != null) {
            following.readNow();
        }
    }

    /** Where the page is, when it was {@link #start started} with a server of its own. */
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
     * Readiness off, streams ended over {@code http.drain}, child processes ended, listening socket closed last. Servers that
     * {@link #router} is mounted in go on. Done by itself when Vert.x is closed; harmless when it is done already.
     *
     * @return succeeds when all is down
     */
    public Future<Void> stop() {
        Future<Void> before = down;
        return before != null && before.isComplete() ? before : own.run(this::takeDown);
    }

    /** On our own context: one after the other. */
    private Future<Void> takeDown() {
        Future<Void> under = down;
        if (under == null) {
            under = takenDown();
            down = under;
        }
        return under;
    }

    private Future<Void> takenDown() {
        serving.readiness().advanceTo(Phase.STOPPING);
        List<Future<Void>> ended = new ArrayList<>();
        if (follower != null) {
            ended.add(follower.stop());
        }
        deployments.forEach(id -> ended.add(vertx.undeploy(id)));
        Mount mounted = mount;
        if (mounted != null) {
            ended.add(mounted.close());
        }
        // The door for those who watch goes last: they see that it stops.
        return Future.join(ended)
                .<Void>mapEmpty()
                .eventually(() -> management.isEmpty() ? Future.succeededFuture() : vertx.undeploy(management))
                .eventually(() -> history.close(inventory.snapshot()))
                .eventually(() -> serving.bus().close())
                .onComplete(v -> {
                    serving.vitals().close();
                    WorkerNames.giveBack(name);
                    unhook.run();
                });
    }

    private Future<Void> makeMount() {
        return Mount.of(vertx, serving).onSuccess(made -> mount = made).mapEmpty();
    }

    private Future<Void> deployVitals() {
        DeploymentOptions perEventLoop = new DeploymentOptions().setInstances(Transport.eventLoops());
        return vertx.deployVerticle(() -> new LoopVerticle(serving.vitals()), perEventLoop)
                .onSuccess(deployments::add)
                .mapEmpty();
    }

    private Future<Void> openDoor() {
        Exposure.warn(serving.config().get());
        return deployManagement().compose(v -> deployHttp());
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
        CollectorVerticle made = new CollectorVerticle(
                name,
                serving.config().get(),
                Catalogue.load(),
                environment,
                inventory,
                history.recorder(inventory),
                serving.bus(),
                serving.clock(),
                collected);
        collector = made;
        return vertx.deployVerticle(made).onSuccess(deployments::add).mapEmpty();
    }

    /** Random, so that an id of another numbering never means a point of this one. */
    private static String newEpoch() {
        return Long.toString(new SecureRandom().nextLong(1L << EPOCH_BITS), Character.MAX_RADIX);
    }
}
