package dev.rollcall.bench;

import dev.rollcall.Transport;
import dev.rollcall.bus.UpdateBus;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.ConfigState;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.door.Door;
import dev.rollcall.history.History;
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
import dev.rollcall.inventory.Inventory;
import dev.rollcall.sse.WriterNotice;
import dev.rollcall.vitals.Vitals;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Rollcall with a history, and a {@link Feed} in the place of commands: everything between a reading and the socket is the real
 * thing.
 */
@Command(name = "history-server")
public final class HistoryServer implements Callable<Integer> {
    private static final int START_SECONDS_MAX = 30;

    @Option(names = "--file", required = true)
    private Path file = Path.of("");

    @Option(names = "--fill", description = "Writes so many changes as fast as it goes, and ends.")
    private int fill;

    @Option(names = "--rate", description = "Changes per second, in batches.")
    private int rate;

    /** The program. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new HistoryServer()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Clock clock = Clock.systemUTC();
        Vertx vertx = Transport.vertx();
        RollcallConfig config = new ConfigReader(name -> true)
                .read(
                        "benchmark",
                        new JsonObject()
                                .put("http", new JsonObject().put("port", 0))
                                .put("history", new JsonObject().put("file", file.toString()))
                                .encode());
        History history = History.open(vertx, config.history(), HistoryServer::epoch, clock)
                .await(START_SECONDS_MAX, TimeUnit.SECONDS);
        Inventory inventory = new Inventory(history.past(), clock, Feed.PACKAGES);
        UpdateBus bus = new UpdateBus(vertx, inventory.snapshot());
        Feed feed = new Feed(vertx, inventory, history.recorder(inventory), bus, clock);
        if (fill > 0) {
            long start = System.nanoTime();
            feed.fill(fill).await();
            System.out.println("filled " + (System.nanoTime() - start));
            history.close(inventory.snapshot()).await();
            return CommandLine.ExitCode.OK;
        }
        AtomicInteger port = new AtomicInteger();
        vertx.deployVerticle(new HttpVerticle(serving(config, history, bus, clock, port)))
                .await(START_SECONDS_MAX, TimeUnit.SECONDS);
        feed.run(rate);
        Contract.listening(port.get());
        new CountDownLatch(1).await();
        return CommandLine.ExitCode.OK;
    }

    private static Serving serving(
            RollcallConfig config, History history, UpdateBus bus, Clock clock, AtomicInteger port) {
        return new Serving(
                () -> config,
                bus::latest,
                Details.none(),
                history.archive(),
                new SharedAnswers(),
                new Summaries(bus::latest, clock),
                bus,
                history::state,
                () -> new ConfigState.Applied(Instant.EPOCH, List.of()),
                new Hub.Shared(
                        new Frames(clock),
                        new Places(config::stream, System::nanoTime),
                        new Filters(config.stream().filters())),
                new WriterNotice(),
                () -> "",
                new Vitals(),
                new Readiness(),
                clock,
                port,
                new Door(() -> config.http().limits()));
    }

    private static String epoch() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
