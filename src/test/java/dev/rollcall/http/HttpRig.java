package dev.rollcall.http;

import dev.rollcall.Transport;
import dev.rollcall.bus.UpdateBus;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.ConfigState;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.door.Certificates;
import dev.rollcall.door.Door;
import dev.rollcall.door.DoorCounters;
import dev.rollcall.history.Archive;
import dev.rollcall.history.HistoryState;
import dev.rollcall.hub.Filters;
import dev.rollcall.hub.Frames;
import dev.rollcall.hub.Hub;
import dev.rollcall.hub.Places;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Subject;
import dev.rollcall.inventory.Update;
import dev.rollcall.sse.SseStreams;
import dev.rollcall.sse.WriterNotice;
import dev.rollcall.vitals.Vitals;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The serving wing alone, on one event loop; the test is the collector. */
final class HttpRig implements AutoCloseable {
    private static final int ENTRIES_MAX = 10_000;

    private final Vertx vertx = Transport.vertx();
    private final Inventory inventory = new Inventory("rig", Clock.systemUTC(), ENTRIES_MAX);
    private final UpdateBus bus = new UpdateBus(vertx, inventory.snapshot());
    private final AtomicInteger port = new AtomicInteger();
    private final Vitals vitals;
    private final WriterNotice writers = new WriterNotice();
    private final Places places;
    private final Serving serving;
    private final String deployment;

    /** Starts with the configuration that {@code json} says. */
    HttpRig(String json) throws Exception {
        this(json, vertx -> Archive.ofNothing());
    }

    /** One that is as well as {@code vitals} says. */
    static HttpRig with(Vitals vitals) throws Exception {
        return new HttpRig("{}", vertx -> Archive.ofNothing(), vitals);
    }

    /** One with a past. */
    static HttpRig withPast(Function<Vertx, Archive> past) throws Exception {
        return new HttpRig("{}", past);
    }

    private HttpRig(String json, Function<Vertx, Archive> past) throws Exception {
        this(json, past, new Vitals());
    }

    private HttpRig(String json, Function<Vertx, Archive> past, Vitals vitals) throws Exception {
        this.vitals = vitals;
        RollcallConfig config =
                new ConfigReader(name -> true).read("test", json).withPort(0);
        places = new Places(config::stream, System::nanoTime);
        serving = new Serving(
                () -> config,
                inventory::snapshot,
                new Details(key -> Optional.empty(), inventory::lastGood),
                past.apply(vertx),
                new SharedAnswers(),
                new Summaries(inventory::snapshot, Clock.systemUTC()),
                bus,
                HistoryState.InMemory::new,
                () -> new ConfigState.Applied(Instant.EPOCH, List.of()),
                new Hub.Shared(
                        new Frames(Clock.systemUTC()),
                        places,
                        new Filters(config.stream().filters())),
                writers,
                () -> "",
                vitals,
                new Readiness(),
                Clock.systemUTC(),
                port,
                new Door(() -> config.http().limits()));
        deployment = deploy();
    }

    /** Nobody closes a rig that could not be made. */
    private String deploy() throws Exception {
        try {
            return vertx.deployVerticle(new HttpVerticle(serving)).await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port.get() + "/");
    }

    int port() {
        return port.get();
    }

    /** What its verticle serves. */
    Serving serving() {
        return serving;
    }

    /** What happened at the door. */
    DoorCounters door() {
        return serving.door().counters();
    }

    /** The certificate that it shows. */
    Certificates certificates() {
        return serving.door().certificates();
    }

    Vertx vertx() {
        return vertx;
    }

    int clients() {
        return places.taken();
    }

    long opened(SseStreams.Writer writer) {
        return writers.opened(writer);
    }

    /** {@code count} packages have {@code version} now, each of which takes some 400 bytes to tell. */
    Snapshot found(int count, String version) {
        String label = "x".repeat(200);
        Update update = inventory.apply(IntStream.range(0, count)
                .mapToObj(i -> new Reading(
                        new Subject(new EntryKey("web1", "p" + i), label, "Web"),
                        new Reading.Found(version),
                        Instant.now(),
                        Duration.ZERO))
                .toList());
        bus.publish(update);
        return update.snapshot();
    }

    /** One package has {@code version} now. */
    Snapshot found(EntryKey key, String version) {
        return told(new Subject(key, key.packageName(), "Web"), new Reading.Found(version));
    }

    /** {@code subject} was asked, and this came of it. */
    Snapshot told(Subject subject, Reading.Outcome outcome) {
        Update update = inventory.apply(List.of(new Reading(subject, outcome, Instant.now(), Duration.ZERO)));
        bus.publish(update);
        return update.snapshot();
    }

    /** Ends all streams and stops listening. */
    void stop() throws TimeoutException {
        vertx.undeploy(deployment).await(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws TimeoutException {
        vitals.close();
        vertx.close().await(20, TimeUnit.SECONDS);
    }
}
