package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.config.ConfigSource;
import dev.rollcall.config.InvalidConfigException;
import dev.rollcall.config.Loaded;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.inventory.Update;
import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.HostApplication;
import dev.rollcall.testing.Script;
import dev.rollcall.testing.SseSocket;
import dev.rollcall.testing.TestServer;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rollcall in somebody else's program: its life there, and its streams. */
@Timeout(60)
class EmbeddingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SECONDS_MAX = 20;
    private static final String EVENTS = HostApplication.MOUNT + "/events";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();

    @TempDir
    Path folder;

    private HostApplication host;
    private Script shop;
    private String config;

    @BeforeEach
    void write() throws Exception {
        host = new HostApplication();
        shop = Script.in(folder, "shop", "echo shop 4.2.0");
        config = """
                { "collect": { "every": "200ms", "discover": false, "host": "h" }, "history": { "file": null },
                  "http": { "drain": "100ms" },
                  "packages": [ { "name": "shop", "command": "%s/shop" } ] }
                """.formatted(folder);
    }

    @AfterEach
    void close() throws Exception {
        host.close();
    }

    @Test
    void streamsToEveryEventLoopOfTheHostBySocket() throws Exception {
        // given
        Rollcall rollcall = host.mount(config);
        host.listen(2 * Transport.eventLoops());
        read(rollcall, "4.2.0");
        List<SseSocket> clients = new ArrayList<>();
        for (int i = 0; i < 4 * Transport.eventLoops(); i++) {
            SseSocket client = SseSocket.open(host.address(), EVENTS);
            assertThat(client.next().name()).isEqualTo("versions");
            clients.add(client);
        }

        // when
        shop.replace("echo shop 4.3.0");

        // then
        for (SseSocket client : clients) {
            assertThat(client.next("change").data()).contains("\"version\":\"4.3.0\"");
        }
        assertThat(get("/metrics").body())
                .contains("rollcall_stream_joins_total{writer=\"socket\"} " + clients.size() + ".0");
        for (SseSocket client : clients) {
            client.close();
        }
    }

    @Test
    void streamsOverHttp2ByTheResponse() throws Exception {
        // given
        host.mount(config);
        host.listen(1);
        HttpRequest request =
                HttpRequest.newBuilder(host.address().resolve(EVENTS)).build();

        // when
        try (var lines =
                HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body()) {

            // then
            assertThat(lines.anyMatch(line -> line.equals("event: versions"))).isTrue();
        }
        assertThat(get("/metrics").body()).contains("rollcall_stream_joins_total{writer=\"response\"} 1.0");
    }

    @Test
    void failsStreamsAloneWhereThereIsNoEventLoop() throws Exception {
        // given
        host.mount(config);
        host.listen(1, ThreadingModel.WORKER, new HttpServerOptions());

        // when
        HttpResponse<String> stream = get("/events");

        // then
        assertThat(stream.statusCode()).isEqualTo(500);
        assertThat(stream.body()).contains("about:blank");
        assertThat(get("/api/versions").statusCode()).isEqualTo(200);
        assertThat(get("/api/changes").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void goesOnWhenTheVerticleThatMadeItIsUndeployed() throws Exception {
        // given: made in a verticle, and the first stream came to a server of the same
        BlockingQueue<Rollcall> made = new LinkedBlockingQueue<>();
        String first = host.vertx()
                .deployVerticle(context -> Rollcall.create(
                                context.owner(), configuration(), Map.of("PATH", "/usr/bin:/bin"), Clock.systemUTC())
                        .onSuccess(made::add))
                .await(SECONDS_MAX, TimeUnit.SECONDS);
        Rollcall rollcall = made.take();
        read(rollcall, "4.2.0");
        host.app().route(HostApplication.MOUNT + "/*").subRouter(rollcall.router());
        String server = host.listen(2 * Transport.eventLoops());
        host.listen(2 * Transport.eventLoops());
        for (int i = 0; i < 4 * Transport.eventLoops(); i++) {
            SseSocket.open(host.address(), EVENTS).close();
        }

        // when
        host.vertx().undeploy(first).await(SECONDS_MAX, TimeUnit.SECONDS);
        host.vertx().undeploy(server).await(SECONDS_MAX, TimeUnit.SECONDS);

        // then
        for (int i = 0; i < 4; i++) {
            try (SseSocket client = SseSocket.open(host.address(), EVENTS)) {
                client.next("versions");
                client.next("time");
                shop.replace("echo shop 5." + i);
                assertThat(client.next("change").data()).contains("\"version\":\"5." + i + "\"");
            }
        }
    }

    @Test
    void tellsListenersOfEachUpdateInOrderOnTheirOwnContext() throws Exception {
        // given
        Rollcall rollcall = host.create(config);
        BlockingQueue<Update> heard = new LinkedBlockingQueue<>();
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        BlockingQueue<Thread> own = new LinkedBlockingQueue<>();
        host.vertx().runOnContext(v -> {
            own.add(Thread.currentThread());
            rollcall.listen(update -> {
                heard.add(update);
                threads.add(Thread.currentThread());
            });
        });
        Thread expected = own.take();

        // when
        read(rollcall, "4.2.0");
        shop.replace("echo shop 4.3.0");

        // then
        List<String> versions = new ArrayList<>();
        long seq = 0;
        while (!versions.contains("4.3.0")) {
            Update update = heard.poll(SECONDS_MAX, TimeUnit.SECONDS);
            assertThat(update.snapshot().revision()).isGreaterThan(seq);
            seq = update.snapshot().revision();
            update.changes().forEach(change -> versions.add(change.after().version()));
            assertThat(threads.take()).isSameAs(expected);
        }
        assertThat(versions).containsOnlyOnce("4.3.0").endsWith("4.3.0");
        assertThat(rollcall.snapshot().entries())
                .extracting(entry -> entry.version())
                .containsExactly("4.3.0");
    }

    @Test
    void endsStreamsWithByeAndLeavesTheHostsServerRunningUntilTheNextOneIsMounted() throws Exception {
        // given
        Rollcall rollcall = host.mount(config);
        host.listen(1);
        SseSocket client = SseSocket.open(host.address(), EVENTS);
        client.next("versions");

        // when
        rollcall.stop().await(SECONDS_MAX, TimeUnit.SECONDS);

        // then
        assertThat(client.next("bye").data()).contains("\"reason\":\"shutdown\"");
        client.readToEnd();
        assertThat(body("own")).isEqualTo("the host's own");
        SseSocket late = SseSocket.open(host.address(), EVENTS);
        assertThat(late.status()).isEqualTo(200);
        assertThat(late.next("bye").data()).contains("shutdown");
        late.readToEnd();
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);

        // when
        host.app().getRoutes().get(host.app().getRoutes().size() - 1).remove();
        host.mount(config);

        // then
        try (SseSocket back = SseSocket.open(host.address(), EVENTS)) {
            assertThat(back.next().name()).isEqualTo("versions");
        }
    }

    @Test
    void endsByItselfWhenTheHostClosesVertx() throws Exception {
        // given
        Rollcall rollcall = host.mount(config);
        host.listen(1);
        try (SseSocket client = SseSocket.open(host.address(), EVENTS)) {
            client.next("versions");

            // when
            long start = System.nanoTime();
            host.close();

            // then
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(client.next("bye").data()).contains("shutdown");
        }
        rollcall.stop().await(SECONDS_MAX, TimeUnit.SECONDS);
        awaitNoWorkers();
    }

    @Test
    void leavesNothingBehindWhenVertxIsClosedWhileItStarts() throws Exception {
        // given
        config = config.replace("\"file\": null", "\"file\": \"" + folder.resolve("h.db") + "\"");
        for (int i = 0; i < 20; i++) {
            Vertx vertx = Transport.vertx();

            // when: at another step each time
            Future<Rollcall> made = Rollcall.create(vertx, configuration());
            if (i > 0) {
                vertx.timer(10L * i).await(SECONDS_MAX, TimeUnit.SECONDS);
            }
            vertx.close().await(SECONDS_MAX, TimeUnit.SECONDS);

            // then
            assertThat(Eventually.holds(PATIENCE, made::isComplete))
                    .as("after %s", i)
                    .isTrue();
        }
        awaitNoWorkers();
        assertThat(ProcessHandle.current().children()).isEmpty();

        // and: the history file is nobody's
        host.mount(config);
        host.listen(1);
        assertThat(get("/health/ready").body()).doesNotContain("another");
    }

    @Test
    void failsWhereVertxIsClosed() throws Exception {
        host.close();

        assertThatThrownBy(() -> Rollcall.create(host.vertx(), configuration()).await(SECONDS_MAX, TimeUnit.SECONDS))
                .hasMessageContaining("Vert.x is closed");
    }

    @Test
    void beginsNothingMoreOnceItWasStopped() throws Exception {
        // given
        Path file = Files.writeString(folder.resolve("rollcall.json"), config);
        ConfigSource source = Rollcall.source(file);
        Loaded loaded = source.read();
        Rollcall rollcall = host.create(config);
        rollcall.follow(source, loaded.footprint()).await(SECONDS_MAX, TimeUnit.SECONDS);
        assertThatThrownBy(() -> rollcall.follow(source, loaded.footprint()).await(SECONDS_MAX, TimeUnit.SECONDS))
                .hasMessageContaining("already");

        // when
        rollcall.stop().await(SECONDS_MAX, TimeUnit.SECONDS);

        // then
        assertThatThrownBy(() -> rollcall.follow(source, loaded.footprint()).await(SECONDS_MAX, TimeUnit.SECONDS))
                .hasMessageContaining("stopped");
        assertThatThrownBy(() -> rollcall.reconfigure(configuration()).await(SECONDS_MAX, TimeUnit.SECONDS))
                .hasMessageContaining("stopped");
        awaitNoWorkers();
    }

    @Test
    void leavesNothingBehindHoweverOftenItIsMadeAndStopped() throws Exception {
        // given
        host.listen(1);
        for (int i = 0; i < 3; i++) {
            host.create(config).stop().await(SECONDS_MAX, TimeUnit.SECONDS);
        }

        // when
        for (int i = 0; i < 100; i++) {
            host.create(config).stop().await(SECONDS_MAX, TimeUnit.SECONDS);
        }

        // then
        assertThat(host.vertx().deploymentIDs()).hasSize(1);
        awaitNoWorkers();
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void leavesTheHistoryToTheOneThatHasItAlready() throws Exception {
        // given: two with one file
        String kept = config.replace("\"file\": null", "\"file\": \"" + folder.resolve("h.db") + "\"");
        Rollcall first = host.mount(kept);
        host.listen(1);
        Rollcall second = host.create(kept);
        host.app().route("/second/*").subRouter(second.router());
        read(first, "4.2.0");
        read(second, "4.2.0");

        // then
        assertThat(get("/health/ready").body()).contains("\"recording\"");
        assertThat(body("second/health/ready")).contains("another Rollcall writes to it");

        // when: the other one goes
        second.stop().await(SECONDS_MAX, TimeUnit.SECONDS);
        shop.replace("echo shop 4.3.0");
        read(first, "4.3.0");

        // then
        assertThat(get("/health/ready").body()).contains("\"recording\"");
        assertThat(get("/api/changes").body()).contains("\"4.3.0\"");
        first.stop().await(SECONDS_MAX, TimeUnit.SECONDS);
        Rollcall next = host.create(kept);
        assertThat(next.snapshot().entries())
                .extracting(entry -> entry.version())
                .containsExactly("4.3.0");
    }

    @Test
    void hasNoRouterWhereItHasAServerOfItsOwn() throws Exception {
        try (TestServer server = new TestServer(config)) {
            assertThatThrownBy(() -> server.rollcall().router())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Rollcall.create");
        }
    }

    private RollcallConfig configuration() {
        try {
            return Rollcall.configuration(config);
        } catch (InvalidConfigException e) {
            throw new AssertionError(e);
        }
    }

    /** What watches folders ends a moment later. */
    private static void awaitNoWorkers() {
        Eventually.holds(PATIENCE, () -> workers().isEmpty());
        assertThat(workers()).isEmpty();
    }

    private static List<String> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("rollcall"))
                .toList();
    }

    private static void read(Rollcall rollcall, String version) {
        assertThat(Eventually.holds(
                        PATIENCE,
                        () -> rollcall.snapshot().entries().stream()
                                .anyMatch(entry -> version.equals(entry.version()))))
                .isTrue();
    }

    private HttpResponse<String> get(String below) throws Exception {
        URI address = host.address().resolve(HostApplication.MOUNT + below);
        return HTTP.send(HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    private String body(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(host.address().resolve(path)).build(), BodyHandlers.ofString())
                .body();
    }
}
