package dev.rollcall;

import dev.rollcall.bus.Subscription;
import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.ConfigSource;
import dev.rollcall.config.ConfigState;
import dev.rollcall.config.Footprint;
import dev.rollcall.config.HttpConfig;
import dev.rollcall.config.InvalidConfigException;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.config.Takeover;
import dev.rollcall.history.History;
import dev.rollcall.http.Mount;
import dev.rollcall.http.OwnContext;
import dev.rollcall.http.Readiness.Phase;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Update;
import dev.rollcall.reload.ConfigFollower;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rollcall as a library, and the composition root: puts up both wings and takes them down. The only place that knows both.
 * {@link #start} is the whole server, {@link #create} is the same without a server, for other people's programs.
 *
 * <p>Any thread; futures come back on the caller's context. Owns what it deploys; the Vert.x instance stays its caller's to close.
 */
public final class Rollcall {
    private static final int EPOCH_BITS = 60;

    private final OwnContext own;
    private final Parts parts;
    private final Deployments deployments;
    private final Runnable unhook;
    private volatile @Nullable ConfigFollower follower;
    private volatile @Nullable Future<Void> down;

    private Rollcall(OwnContext own, Parts parts, Runnable unhook) {
        this.own = own;
        this.parts = parts;
        this.deployments = new Deployments(parts);
        this.unhook = unhook;
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
        return begin(vertx, config, new Surroundings(environment, clock), Deployments::openDoor);
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
        return begin(vertx, config, new Surroundings(environment, clock, metrics), Deployments::openDoor);
    }

    /**
     * Starts inside another Vert.x application, with the environment and the clock of this process: collects and keeps the
     * state, and listens nowhere. Of section {@code http} of the configuration, only {@code drain}, {@code origins},
     * {@code frameAncestors} and {@code proxies} matter then.
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
        return begin(vertx, config, new Surroundings(environment, clock), Deployments::makeMount);
    }

    private static Future<Rollcall> begin(
            Vertx vertx, RollcallConfig config, Surroundings around, Function<Deployments, Future<Void>> door) {
        OwnContext own = OwnContext.of(vertx);
        Promise<Rollcall> beginning = Promise.promise();
        // From before the first step: whoever closes Vert.x in the middle waits until all is up, and then down again.
        return own.atClose(() -> beginning.future().compose(Rollcall::stop, e -> Future.succeededFuture()))
                .map(unhook -> own.run(() -> Future.succeededFuture()
                        .compose(v -> opened(own, vertx, config, around, unhook))
                        .compose(rollcall -> rollcall.begun(around.environment(), door))
                        .onComplete(beginning)))
                .orElseGet(() -> Future.failedFuture(new IllegalStateException("Vert.x is closed")));
    }

    private static Future<Rollcall> opened(
            OwnContext own, Vertx vertx, RollcallConfig config, Surroundings around, Runnable unhook) {
        String name = WorkerNames.take();
        // What was known before the last stop first: the board is full when the door opens.
        return History.open(vertx, name, config.history(), Rollcall::newEpoch, around.clock())
                .map(history -> new Rollcall(own, Parts.of(vertx, name, config, around, history), unhook));
    }

    private Future<Rollcall> begun(Map<String, String> environment, Function<Deployments, Future<Void>> door) {
        return deployments
                .watchOver()
                // The door before the commands: when the address is taken, none has run for nothing.
                .compose(v -> door.apply(deployments))
                .compose(v -> deployments.collect(environment))
                .onSuccess(v -> {
                    parts.serving().readiness().advanceTo(Phase.READY);
                    parts.history().tend();
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
        return deployments
                .mount()
                .map(Mount::router)
                .orElseThrow(() -> new IllegalStateException(
                        "router: there is a server of its own; use Rollcall.create to have none"));
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
        return parts.serving().bus().subscribe(listener);
    }

    /**
     * Goes on by another configuration: what is asked in another way is asked at once, what is not named any more goes off the
     * board, limits and intervals are in force; streams stay open.
     *
     * @return succeeds when it is known what to ask, with what has to wait for a restart and stays as it was; fails when it was
     *     stopped
     */
    public Future<Takeover> reconfigure(RollcallConfig wanted) {
        return own.run(() -> {
            mustRun();
            Takeover takeover =
                    parts.live().take(wanted, parts.serving().clock().instant());
            parts.history().keep(takeover.config().history().keep());
            return deployments.reconfigure(takeover.config()).map(takeover);
        });
    }

    /**
     * Follows the files that the configuration was read from: from now on, an edit is in force within two seconds, or is told
     * to be wrong while the last good configuration goes on. Call it once.
     *
     * @param footprint of the reading that gave the configuration that goes on
     * @return succeeds when it looks; fails when it was stopped, or follows files already
     */
    public Future<Void> follow(ConfigSource source, Footprint footprint) {
        return follow(source, footprint, ConfigFollower.LOOK);
    }

    /** The same, looking at the files at other intervals than people need. */
    Future<Void> follow(ConfigSource source, Footprint footprint, Duration look) {
        return own.run(() -> {
            mustRun();
            if (follower != null) {
                throw new IllegalStateException("follow: it follows files already");
            }
            ConfigFollower following = new ConfigFollower(
                    parts.vertx(),
                    parts.name(),
                    source.heldAgainstSchema(),
                    footprint,
                    this::reconfigure,
                    parts.live(),
                    parts.serving().clock(),
                    look);
            follower = following;
            following.start();
            return Future.succeededFuture();
        });
    }

    /** How it stands with the configuration. */
    public ConfigState configuration() {
        return parts.live().state();
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
        HttpConfig http = parts.serving().config().get().http();
        String host = http.host();
        String shown = host.contains(":") ? '[' + host + ']' : host;
        return URI.create((http.tls() == null ? "http://" : "https://")
                + shown
                + ':'
                + parts.serving().port().get()
                + '/');
    }

    /** The state now, as everybody sees it. */
    public Snapshot snapshot() {
        return parts.serving().state().get();
    }

    /** Clients with an open stream now. */
    public int clients() {
        return parts.serving().hubs().places().taken();
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

    /** On our own context: nothing begins that nobody would end. */
    private void mustRun() {
        if (down != null) {
            throw new IllegalStateException("Rollcall was stopped");
        }
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
        parts.serving().readiness().advanceTo(Phase.STOPPING);
        ConfigFollower following = follower;
        Future<Void> followed = following == null ? Future.succeededFuture() : following.stop();
        return followed.eventually(deployments::takeDown).onComplete(v -> {
            WorkerNames.giveBack(parts.name());
            unhook.run();
        });
    }

    /** Random, so that an id of another numbering never means a point of this one. */
    private static String newEpoch() {
        return Long.toString(new SecureRandom().nextLong(1L << EPOCH_BITS), Character.MAX_RADIX);
    }
}
