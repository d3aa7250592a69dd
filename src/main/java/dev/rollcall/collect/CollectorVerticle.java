package dev.rollcall.collect;

import dev.rollcall.bus.UpdateBus;
import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.config.CollectConfig;
import dev.rollcall.config.PackageConfig;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.history.Recorder;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Status;
import dev.rollcall.inventory.Update;
import dev.rollcall.probe.CommandRunner;
import dev.rollcall.probe.Prober;
import dev.rollcall.probe.RunAs;
import dev.rollcall.watch.News;
import dev.rollcall.watch.Watch;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the collecting wing. One instance per process: the inventory has one writer. */
public final class CollectorVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(CollectorVerticle.class);
    /** Looks at folders; apart from the commands, so that hanging ones do not keep it waiting. One thread, one look. */
    private static final String DISK = "-disk";
    /** A look takes some milliseconds; this long, and a disk or a network folder hangs. */
    private static final Duration LOOK = Duration.ofSeconds(10);
    /** How long a look that goes on is waited for when all ends. */
    private static final Duration LOOK_END = Duration.ofSeconds(1);
    /** Time to end a process tree after its time-out. */
    private static final Duration ENDING = Duration.ofSeconds(5);

    private final String name;
    private volatile RollcallConfig config;
    private final Catalogue catalogue;
    private final Map<String, String> environment;
    private final Machine machine;
    private final Inventory inventory;
    private final Recorder recorder;
    private final UpdateBus bus;
    private final Clock clock;
    private final CollectCounters counters;
    private @Nullable Workers workers;
    private @Nullable WorkerExecutor disk;
    private @Nullable CommandRunner runner;
    private @Nullable Scheduler scheduler;
    private @Nullable Discovery discovery;
    private @Nullable ProbePlan plan;
    private Optional<Watch> watch = Optional.empty();
    private Future<Void> changing = Future.succeededFuture();

    /**
     * Makes a collector that is not running yet.
     *
     * @param name what its worker threads begin with; another's would be shared
     * @param environment Rollcall's own environment: its {@code PATH} is where programs are looked for
     * @param inventory written by this verticle alone
     * @param recorder writes down what changes in it
     * @param bus takes the updates
     * @param counters counts what is done
     */
    public CollectorVerticle(
            String name,
            RollcallConfig config,
            Catalogue catalogue,
            Map<String, String> environment,
            Inventory inventory,
            Recorder recorder,
            UpdateBus bus,
            Clock clock,
            CollectCounters counters) {
        this(name, config, catalogue, environment, Machine.of(environment), inventory, recorder, bus, clock, counters);
    }

    CollectorVerticle(
            String name,
            RollcallConfig config,
            Catalogue catalogue,
            Map<String, String> environment,
            Machine machine,
            Inventory inventory,
            Recorder recorder,
            UpdateBus bus,
            Clock clock,
            CollectCounters counters) {
        this.name = name;
        this.config = config;
        this.catalogue = catalogue;
        this.environment = Map.copyOf(environment);
        this.machine = machine;
        this.inventory = inventory;
        this.recorder = recorder;
        this.bus = bus;
        this.clock = clock;
        this.counters = counters;
    }

    /** Succeeds when it is known what to ask and the first runs are on their way. */
    @Override
    public Future<?> start() {
        CollectConfig collect = config.collect();
        Workers pool = new Workers(vertx, name);
        pool.use(collect.workers(), longestRun());
        WorkerExecutor looks = vertx.createSharedWorkerExecutor(name + DISK, 1, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        CommandRunner commands = new CommandRunner(
                machine.path(),
                environment,
                () -> Math.toIntExact(config.collect().output().bytes()),
                RunAs.of(() -> Optional.ofNullable(config.collect().user()), log::warn));
        Consumer<Update> publisher = update -> {
            counters.published(update.changes());
            bus.publish(update);
        };
        Collector collector =
                new Collector(inventory, recorder::record, publisher, task -> context.runOnContext(v -> task.run()));
        Prober prober = new Prober(commands, clock, inventory::snapshot, counters.probes());
        Scheduler jobs = new Scheduler(vertx, pool, prober, collector::accept);
        Consumer<Collection<Entry>> asked = entries -> collector.accept(
                new Orphans(catalogue, config.collect().discover()).readings(entries, jobs.probes(), clock.instant()));
        // Before the first look nobody is asked about anything yet.
        recorder.start(collector::apply, revived -> {
            if (jobs.isFollowing()) {
                asked.accept(revived);
            }
        });
        Optional<Watch> watching = collect.watch() ? Optional.of(newWatch()) : Optional.empty();
        workers = pool;
        disk = looks;
        runner = commands;
        scheduler = jobs;
        watch = watching;
        return looks.executeBlocking(() -> new ProbePlan(config, catalogue, machine, HostName.of(collect)))
                .compose(first -> {
                    plan = first;
                    Discovery looking = new Discovery(vertx, looks, first::scan, machine, jobs, watching);
                    discovery = looking;
                    return looking.start(collect.every())
                            .onSuccess(round -> asked.accept(inventory.lastKnown()))
                            .onSuccess(round -> round
                                    // After the turn in which the last readings are applied.
                                    .onSuccess(v -> context.runOnContext(next -> logFirstRound(jobs)))
                                    .onFailure(e -> log.error("first round failed", e)));
                });
    }

    /** Ends every command that runs; succeeds when no child process is left. */
    @Override
    public Future<?> stop() {
        // First of all: whatever hangs below, no child is left behind.
        Objects.requireNonNull(runner).close();
        recorder.stop();
        watch.ifPresent(Watch::close);
        Future<Void> looked = discovery == null
                ? Future.succeededFuture()
                // A look at a network folder that hangs may never end.
                : discovery
                        .stop()
                        .timeout(LOOK_END.toMillis(), TimeUnit.MILLISECONDS)
                        .otherwiseEmpty();
        return looked.eventually(() -> Objects.requireNonNull(scheduler).stop())
                .eventually(() -> Objects.requireNonNull(disk).close())
                .eventually(() -> Objects.requireNonNull(workers).close());
    }

    /**
     * Goes on by another configuration: what is asked in another way is asked at once, what is not asked about any more goes,
     * everything else keeps its turn. Any thread; one after the other.
     *
     * @return succeeds when it is known what to ask and the new runs are on their way
     */
    public Future<Void> reconfigure(RollcallConfig next) {
        return Future.future(done -> context.runOnContext(v -> {
            changing = changing.otherwiseEmpty().compose(before -> change(next));
            changing.onComplete(done);
        }));
    }

    private Future<Void> change(RollcallConfig next) {
        config = next;
        CollectConfig collect = next.collect();
        inventory.limitTo(collect.entries());
        Objects.requireNonNull(workers).use(collect.workers(), longestRun());
        Optional<Watch> before = watch;
        watch = collect.watch() ? Optional.of(before.orElseGet(this::newWatch)) : Optional.empty();
        return Objects.requireNonNull(disk)
                .executeBlocking(() -> Objects.requireNonNull(plan).with(next, HostName.of(collect)))
                .compose(other -> {
                    plan = other;
                    return Objects.requireNonNull(discovery).replan(other::scan, watch, collect.every());
                })
                // Not earlier: a look that went on may have told it what to watch.
                .onComplete(followed -> before.filter(old -> watch.isEmpty()).ifPresent(Watch::close))
                .mapEmpty();
    }

    private Watch newWatch() {
        return new Watch(machine.watching(), news -> context.runOnContext(v -> heard(news)));
    }

    private void heard(News news) {
        if (discovery != null) {
            discovery.heard(news);
        }
    }

    /** How long a worker may be busy before Vert.x calls it blocked: no command is left that long. */
    private Duration longestRun() {
        return config.packages().stream()
                .map(PackageConfig::timeout)
                .filter(Objects::nonNull)
                .reduce(config.collect().timeout(), (a, b) -> a.compareTo(b) >= 0 ? a : b)
                .plus(ENDING);
    }

    private void logFirstRound(Scheduler jobs) {
        if (jobs.isStopped()) {
            return;
        }
        var entries = inventory.snapshot().entries();
        long ok = entries.stream().filter(entry -> entry.status() == Status.OK).count();
        log.info("first round done packages={} ok={} not-ok={}", entries.size(), ok, entries.size() - ok);
    }
}
