package dev.rollcall.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.UpdateBus;
import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.config.HistoryConfig;
import dev.rollcall.history.History;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Status;
import dev.rollcall.inventory.Update;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The collecting wing as a whole, and what it puts on the bus. Programs are looked for in one folder first. */
final class CollectorRig {
    static final int SECONDS_MAX = 30;

    final BlockingQueue<Update> updates = new LinkedBlockingQueue<>();
    final Inventory inventory = new Inventory("epoch", Clock.systemUTC(), 10_000);
    private final Vertx vertx;
    private final Path folder;
    private final UpdateBus bus;
    private CollectorVerticle verticle;

    CollectorRig(Vertx vertx, Path folder) {
        this.vertx = vertx;
        this.folder = folder;
        this.bus = new UpdateBus(vertx, inventory.snapshot());
        bus.subscribe(updates::add);
    }

    /** Deploys with this configuration, in which %s stands for what all have in common; gives the deployment's id. */
    String deploy(String json) throws Exception {
        return deploy(
                json.replace("%s", "'discover': false, 'host': 'here'"),
                Catalogue.load(),
                Machine.of(Map.of("PATH", folder.toString())));
    }

    /** Deploys with this configuration on a machine of the test; gives the deployment's id. */
    String deploy(String json, Catalogue catalogue, Machine machine) throws Exception {
        History history = History.open(
                        vertx, new HistoryConfig(null, Duration.ofDays(1)), () -> "epoch", Clock.systemUTC())
                .await(SECONDS_MAX, TimeUnit.SECONDS);
        CollectorVerticle deployed = new CollectorVerticle(
                "rollcall",
                Configs.read(json),
                catalogue,
                Map.of("PATH", folder.toString()),
                machine,
                inventory,
                history.recorder(inventory),
                bus,
                Clock.systemUTC(),
                new CollectCounters());
        verticle = deployed;
        return vertx.deployVerticle(deployed).await(SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** Gives what was deployed another configuration, and waits until it is known what to ask. */
    void reconfigure(String json) throws Exception {
        verticle.reconfigure(Configs.read(json.replace("%s", "'discover': false, 'host': 'here'")))
                .await(SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** Undeploys, and waits for it. */
    void undeploy(String id) throws Exception {
        vertx.undeploy(id).await(SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** The next update of this kind; waits for it. */
    Update await(Predicate<Update> wanted) throws InterruptedException {
        Instant limit = Instant.now().plusSeconds(SECONDS_MAX);
        while (Instant.now().isBefore(limit)) {
            Update update = updates.poll(SECONDS_MAX, TimeUnit.SECONDS);
            if (update != null && wanted.test(update)) {
                return update;
            }
        }
        throw new AssertionError("no such update within " + SECONDS_MAX + " s, but " + inventory.snapshot());
    }

    /** The state of a package now. */
    Entry entry(String name) {
        return find(inventory.snapshot().entries(), name).orElseThrow();
    }

    /** Why a package is not up to date now. */
    String failure(String name) {
        Entry entry = entry(name);
        assertThat(entry.status()).isNotEqualTo(Status.OK);
        return entry.reason().cause();
    }

    static Optional<Entry> find(Iterable<Entry> entries, String name) {
        for (Entry entry : entries) {
            if (entry.key().packageName().equals(name)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}
