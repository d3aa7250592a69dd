package dev.rollcall.collect;

import dev.rollcall.bus.UpdateBus;
import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.config.CollectConfig;
import dev.rollcall.config.PackageConfig;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Status;
import dev.rollcall.probe.CommandRunner;
import dev.rollcall.probe.Prober;
import dev.rollcall.probe.SearchPath;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the collecting wing. One instance per process: the inventory has one writer. */
public final class CollectorVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(CollectorVerticle.class);
    private static final String POOL = "rollcall-probe";
    /** Time to end a process tree after its time-out. */
    private static final Duration ENDING = Duration.ofSeconds(5);

    private final RollcallConfig config;
    private final Catalogue catalogue;
    private final Map<String, String> environment;
    private final Inventory inventory;
    private final UpdateBus bus;
    private final Clock clock;
    private @Nullable WorkerExecutor workers;
    private @Nullable CommandRunner runner;
    private @Nullable Scheduler scheduler;

    /**
     * Makes a collector that is not running yet.
     *
     * @param environment Rollcall's own environment: its {@code PATH} is where programs are looked for
     * @param inventory written by this verticle alone
     * @param bus takes the updates
     */
    public CollectorVerticle(
            RollcallConfig config,
            Catalogue catalogue,
            Map<String, String> environment,
            Inventory inventory,
            UpdateBus bus,
            Clock clock) {
        this.config = config;
        this.catalogue = catalogue;
        this.environment = Map.copyOf(environment);
        this.inventory = inventory;
        this.bus = bus;
        this.clock = clock;
    }

    /** Succeeds when it is known what to ask and the first runs are on their way. */
    @Override
    public Future<?> start() {
        CollectConfig collect = config.collect();
        SearchPath path = SearchPath.of(environment);
        WorkerExecutor pool = vertx.createSharedWorkerExecutor(
                POOL, collect.workers(), longestRun().toMillis(), TimeUnit.MILLISECONDS);
        CommandRunner commands = new CommandRunner(
                path, environment, Math.toIntExact(collect.output().bytes()));
        Collector collector = new Collector(inventory, bus::publish, task -> context.runOnContext(v -> task.run()));
        Prober prober = new Prober(commands, clock, inventory::snapshot);
        Scheduler jobs = new Scheduler(vertx, pool, prober, collector::accept);
        workers = pool;
        runner = commands;
        scheduler = jobs;
        return pool.executeBlocking(this::plan)
                .onSuccess(planned -> jobs.follow(planned)
                        // After the turn in which the last readings are applied.
                        .onSuccess(v -> context.runOnContext(next -> logFirstRound(jobs)))
                        .onFailure(e -> log.error("first round failed", e)));
    }

    /** Ends every command that runs; succeeds when no child process is left. */
    @Override
    public Future<?> stop() {
        Objects.requireNonNull(runner).close();
        return Objects.requireNonNull(scheduler)
                .stop()
                .eventually(() -> Objects.requireNonNull(workers).close());
    }

    /** How long a worker may be busy before Vert.x calls it blocked: no command is left that long. */
    private Duration longestRun() {
        return config.packages().stream()
                .map(PackageConfig::timeout)
                .filter(Objects::nonNull)
                .reduce(config.collect().timeout(), (a, b) -> a.compareTo(b) >= 0 ? a : b)
                .plus(ENDING);
    }

    private List<Job> plan() {
        String host = HostName.of(config.collect());
        return Job.of(new ProbePlan(config, catalogue, Machine.of(environment), host)
                .scan()
                .probes());
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
