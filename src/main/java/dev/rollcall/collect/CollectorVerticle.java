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
    private static final String POOL = "rollcall-probe";
    /** Looks at folders; apart from the commands, so that hanging ones do not keep it waiting. One thread, one look. */
    private static final String DISK = "rollcall-disk";
    /** A look takes some milliseconds; this long, and a disk or a network folder hangs. */
    private static final Duration LOOK = Duration.ofSeconds(10);
    /** How long a look that goes on is waited for when all ends. */
    private static final Duration LOOK_END = Duration.ofSeconds(1);
    /** Time to end a process tree after its time-out. */
    private static final Duration ENDING = Duration.ofSeconds(5);

    private final RollcallConfig config;
    private final Catalogue catalogue;
    private final Map<String, String> environment;
    private final Machine machine;
    private final Inventory inventory;
    private final Recorder recorder;
    private final UpdateBus bus;
    private final Clock clock;
    private final CollectCounters counters;
    private @Nullable WorkerExecutor workers;
    private @Nullable WorkerExecutor disk;
    private @Nullable CommandRunner runner;
    private @Nullable Scheduler scheduler;
    private @Nullable Discovery discovery;
    private Optional<Watch> watch = Optional.empty();

    /**
     * Makes a collector that is not running yet.
     *
     * @param environment Rollcall's own environment: its {@code PATH} is where programs are looked for
     * @param inventory written by this verticle alone
     * @param recorder writes down what changes in it
     * @param bus takes the updates
     * @param counters counts what is done
     */
    public CollectorVerticle(
            RollcallConfig config,
            Catalogue catalogue,
            Map<String, String> environment,
            Inventory inventory,
            Recorder recorder,
            UpdateBus bus,
            Clock clock,
            CollectCounters counters) {
        this(config, catalogue, environment, Machine.of(environment), inventory, recorder, bus, clock, counters);
    }

    CollectorVerticle(
            RollcallConfig config,
            Catalogue catalogue,
            Map<String, String> environment,
            Machine machine,
            Inventory inventory,
            Recorder recorder,
            UpdateBus bus,
            Clock clock,
            CollectCounters counters) {
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
        WorkerExecutor pool = vertx.createSharedWorkerExecutor(
                POOL, collect.workers(), longestRun().toMillis(), TimeUnit.MILLISECONDS);
        WorkerExecutor looks = vertx.createSharedWorkerExecutor(DISK, 1, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        CommandRunner commands = new CommandRunner(
                machine.path(), environment, Math.toIntExact(collect.output().bytes()));
        Consumer<Update> publisher = update -> {
            counters.published(update.changes());
            bus.publish(update);
        };
        Collector collector =
                new Collector(inventory, recorder::record, publisher, task -> context.runOnContext(v -> task.run()));
        Prober prober = new Prober(commands, clock, inventory::snapshot, counters.probes());
        Scheduler jobs = new Scheduler(vertx, pool, prober, collector::accept);
        Orphans orphans = new Orphans(catalogue, collect.discover());
        Consumer<Collection<Entry>> asked =
                entries -> collector.accept(orphans.readings(entries, jobs.probes(), clock.instant()));
        // Before the first look nobody is asked about anything yet.
        recorder.start(collector::apply, revived -> {
            if (jobs.isFollowing()) {
                asked.accept(revived);
            }
        });
        Optional<Watch> watching = collect.watch()
                ? Optional.of(new Watch(machine.watching(), news -> context.runOnContext(v -> heard(news))))
                : Optional.empty();
        workers = pool;
        disk = looks;
        runner = commands;
        scheduler = jobs;
        watch = watching;
        return looks.executeBlocking(this::plan).compose(plan -> {
            Discovery looking = new Discovery(vertx, looks, plan::scan, machine, jobs, watching);
            discovery = looking;
            return looking.start(collect.every())
                    .onSuccess(round ->
                            collector.accept(orphans.readings(inventory.lastKnown(), jobs.probes(), clock.instant())))
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

    private ProbePlan plan() {
        return new ProbePlan(config, catalogue, machine, HostName.of(config.collect()));
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
