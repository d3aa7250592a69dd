package dev.rollcall.testing;

import dev.rollcall.Transport;
import dev.rollcall.bus.UpdateBus;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.ConfigState;
import dev.rollcall.config.HistoryConfig;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.door.Door;
import dev.rollcall.history.History;
import dev.rollcall.history.HistoryState;
import dev.rollcall.http.Details;
import dev.rollcall.http.HttpVerticle;
import dev.rollcall.http.Readiness;
import dev.rollcall.http.Serving;
import dev.rollcall.http.SharedAnswers;
import dev.rollcall.http.Summaries;
import dev.rollcall.hub.Filters;
import dev.rollcall.hub.Frames;
import dev.rollcall.hub.Hub;
import dev.rollcall.hub.Places;
import dev.rollcall.inventory.Asked;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Reading;
import dev.rollcall.sse.WriterNotice;
import dev.rollcall.vitals.Vitals;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The serving wing with whatever board a test makes up: page, streams, API and a history in memory, all of them the real ones. A
 * board is the readings that made it, the oldest first, so that it has a past as long as they go back: a timeline, versions
 * before these, entries that changed today. {@link Fleet} makes up one of any size.
 *
 * <p>Any thread, but for {@link #goAway}, {@link #comeBack} and {@link #close}, which are one thread's.
 */
public final class BoardServer implements AutoCloseable {
    private static final int SECONDS_MAX = 30;
    private static final int ENTRIES_MAX = 20_000;

    /** Listens at once, on any free port. */
    private static final String CONFIG = """
            {"http": {"port": 0, "warmUp": 0, "drain": "100ms"}, "stream": {"retry": "500ms"}}""";

    private final Vertx vertx = Transport.vertx();
    private final AtomicReference<ConfigState> configuration =
            new AtomicReference<>(new ConfigState.Applied(Instant.EPOCH, List.of()));
    private final AtomicReference<HistoryState> state = new AtomicReference<>(new HistoryState.InMemory());
    private final AtomicReference<RollcallConfig> config;
    private final BoardCollector collector;
    private final Serving serving;
    private String deployment = "";

    /** Starts with the board that {@code past} made. */
    public static BoardServer start(List<Reading> past) throws Exception {
        return start(past, CONFIG, Clock.systemUTC());
    }

    /**
     * Starts with the board that {@code past} made.
     *
     * @param json the configuration; where it says nothing, as always, so {@code "warmUp": 0} makes it quick
     * @param clock the server's
     */
    public static BoardServer start(List<Reading> past, String json, Clock clock) throws Exception {
        RollcallConfig read = new ConfigReader(name -> true).read("board", json);
        BoardServer server =
                new BoardServer(read.with(new HistoryConfig(null, read.history().keep())), clock);
        try {
            server.collector.fill(past, clock.instant()).await(SECONDS_MAX, TimeUnit.SECONDS);
            server.comeBack();
            return server;
        } catch (Exception e) {
            server.close();
            throw e;
        }
    }

    private BoardServer(RollcallConfig read, Clock clock) throws TimeoutException {
        config = new AtomicReference<>(read);
        History history =
                History.open(vertx, read.history(), BoardServer::epoch, clock).await(SECONDS_MAX, TimeUnit.SECONDS);
        Inventory inventory = new Inventory(history.past(), clock, ENTRIES_MAX);
        UpdateBus bus = new UpdateBus(vertx, inventory.snapshot());
        collector = new BoardCollector(vertx, inventory, history.recorder(inventory), bus, clock);
        serving = new Serving(
                config::get,
                bus::latest,
                new Details(key -> Optional.of(asked(key, clock.instant())), inventory::lastGood),
                history.archive(),
                new SharedAnswers(),
                new Summaries(bus::latest, clock),
                bus,
                state::get,
                configuration::get,
                new Hub.Shared(
                        new Frames(clock),
                        new Places(() -> config.get().stream(), System::nanoTime),
                        new Filters(read.stream().filters())),
                new WriterNotice(),
                () -> "",
                new Vitals(),
                new Readiness(),
                clock,
                new AtomicInteger(),
                new Door(() -> config.get().http().limits()));
        serving.readiness().advanceTo(Readiness.Phase.READY);
    }

    /** How nobody asks here, as it would be told. */
    private static Asked asked(EntryKey key, Instant now) {
        return new Asked(
                List.of("/usr/bin/" + key.packageName(), "--version"),
                Duration.ofMinutes(1),
                Duration.ofSeconds(10),
                Optional.of(new Asked.LastRun(now.minusSeconds(20), "ok", Duration.ofMillis(12))),
                Optional.of(new Asked.Recent(20, Duration.ofMillis(11), Duration.ofMillis(48))));
    }

    /** Where the page is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + serving.port().get() + "/");
    }

    /** Clients with an open stream now. */
    public int clients() {
        return serving.hubs().places().taken();
    }

    /** Applies {@code readings}; succeeds when they are told. */
    public Future<Void> apply(List<Reading> readings) {
        return collector.apply(readings);
    }

    /** Changes {@code perSecond} entries a second, one after the other, until it is closed. */
    public BoardLoad load(int perSecond) {
        return new BoardLoad(vertx, collector, perSecond);
    }

    /** From now on it stands so with the configuration. */
    public void say(ConfigState now) {
        configuration.set(now);
    }

    /** From now on it stands so with the history. */
    public void say(HistoryState now) {
        state.set(now);
    }

    /** Ends the streams and listens no more, and keeps everything that is known. */
    public void goAway() throws TimeoutException {
        vertx.undeploy(deployment).await(SECONDS_MAX, TimeUnit.SECONDS);
        config.set(config.get().withPort(serving.port().get()));
    }

    /** Listens again, where it did before. */
    public void comeBack() throws TimeoutException {
        deployment = vertx.deployVerticle(new HttpVerticle(serving)).await(SECONDS_MAX, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws TimeoutException {
        serving.vitals().close();
        vertx.close().await(SECONDS_MAX, TimeUnit.SECONDS);
    }

    private static String epoch() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
