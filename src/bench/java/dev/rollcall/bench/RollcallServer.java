package dev.rollcall.bench;

import dev.rollcall.Transport;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.ConfigState;
import dev.rollcall.config.InvalidConfigException;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.door.Door;
import dev.rollcall.history.Archive;
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
import dev.rollcall.sse.WriterNotice;
import dev.rollcall.vitals.Vitals;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The server under test: the real HTTP verticle, hub, inventory and bus, with {@code POST /pub} in the place of commands.
 * There is no limit to clients here, and no clock on the stream: the others' streams carry what is published and no more.
 *
 * <pre>{@code java @target/bench/java.args dev.rollcall.bench.RollcallServer --port 9003}</pre>
 */
final class RollcallServer {
    private static final int NO_CONTENT = 204;

    /** What the README recommends for a server of many clients. */
    private static final int WARM_UP = 2_000;

    private static final String CONFIG = """
            {"http": {"port": %d, "warmUp": %d, "limits": {"connections": 1000000}},
             "stream": {"time": "1h", "heartbeat": "1h", "clients": 1000000, "clientsPerAddress": 1000000, "joins": 1000000,
             "direct": %s}}""";

    private RollcallServer() {}

    /**
     * Serves until the process is ended. {@code -Dbench.direct=false} takes the ordinary way to the socket, {@code
     * -Dbench.warmUp=N} warms up with N connections, 0 for none.
     */
    public static void main(String[] arguments) throws InvalidConfigException {
        String direct = System.getProperty("bench.direct", "true");
        int warmUp = Integer.getInteger("bench.warmUp", WARM_UP);
        RollcallConfig config = new ConfigReader(name -> true)
                .read("benchmark", CONFIG.formatted(Contract.port(arguments), warmUp, direct));
        Vertx vertx = Transport.vertx();
        Clock clock = Clock.systemUTC();
        Bulletins bulletins = new Bulletins(clock, vertx);
        Serving serving = new Serving(
                () -> config,
                bulletins::snapshot,
                Details.none(),
                Archive.ofNothing(),
                new SharedAnswers(),
                new Summaries(bulletins::snapshot, clock),
                bulletins.bus(),
                HistoryState.InMemory::new,
                () -> new ConfigState.Applied(Instant.EPOCH, List.of()),
                new Hub.Shared(
                        new Frames(clock, bulletins),
                        new Places(config::stream, System::nanoTime),
                        new Filters(config.stream().filters())),
                new WriterNotice(),
                () -> "",
                new Vitals(),
                new Readiness(),
                clock,
                new AtomicInteger(),
                new Door(() -> config.http().limits()));
        serving.readiness().advanceTo(Readiness.Phase.READY);
        vertx.deployVerticle(
                        () -> new HttpVerticle(serving, router -> routes(router, bulletins)),
                        new DeploymentOptions()
                                .setInstances(Runtime.getRuntime().availableProcessors()))
                .onSuccess(deployed -> Contract.listening(serving.port().get()))
                .onFailure(cause -> {
                    cause.printStackTrace();
                    System.exit(1);
                });
    }

    private static void routes(Router router, Bulletins bulletins) {
        router.post(Contract.PUBLISH)
                .handler(context -> context.request().body().onSuccess(body -> {
                    bulletins.publish(body.toString());
                    noContent(context);
                }));
        router.get(Contract.STATS)
                .handler(context -> context.vertx()
                        .executeBlocking(SelfReport::json)
                        .onSuccess(json -> context.response().end(json)));
        router.post(Contract.COLLECT)
                .handler(context -> context.vertx()
                        .executeBlocking(() -> {
                            SelfReport.collectGarbage();
                            return NO_CONTENT;
                        })
                        .onSuccess(done -> noContent(context)));
    }

    private static void noContent(RoutingContext context) {
        context.response().setStatusCode(NO_CONTENT).end();
    }
}
