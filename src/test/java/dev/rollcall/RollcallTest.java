package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.config.ConfigReader;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.Status;
import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.SseSocket;
import dev.rollcall.testing.TestServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The whole, put up and taken down. */
class RollcallTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String IDLE = "{ \"collect\": { \"discover\": false }, \"history\": { \"file\": null } }";

    @Test
    void showsThisMachineWithoutAnyConfiguration() throws Exception {
        try (TestServer server = new TestServer("{}")) {
            assertThat(Eventually.holds(
                            PATIENCE,
                            () -> server.rollcall().snapshot().entries().size() > 2))
                    .isTrue();

            List<Entry> entries = server.rollcall().snapshot().entries();
            assertThat(entries).anySatisfy(entry -> {
                assertThat(entry.subject().label()).isEqualTo("Linux kernel");
                assertThat(entry.version()).isEqualTo(System.getProperty("os.version"));
                assertThat(entry.status()).isEqualTo(Status.OK);
            });
        }
    }

    @Test
    void sendsEachClientByeWithAPauseOfItsOwnWhenItStops() throws Exception {
        try (TestServer server = new TestServer(IDLE)) {
            // given
            List<SseSocket> clients = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                SseSocket client = SseSocket.open(server.address(), "/events");
                client.next("versions");
                clients.add(client);
            }

            // when
            server.stop();

            // then
            for (SseSocket client : clients) {
                assertThat(client.next("bye").data()).contains("\"reason\":\"shutdown\"");
                client.readToEnd();
            }
            assertThat(clients.stream().map(SseSocket::retry).distinct().count())
                    .isGreaterThan(15);
            assertThatThrownBy(() -> SseSocket.open(server.address(), "/events"))
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void stopsInTimeWithAClientThatDoesNotRead() throws Exception {
        try (TestServer server = new TestServer("""
                { "http": { "sendBuffer": "4KiB" }, "stream": { "time": "100ms" }, "collect": { "discover": false } }
                """)) {
            SseSocket stuck = SseSocket.open(server.address(), "/events");

            long start = System.nanoTime();
            server.stop();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(4_500));
            stuck.close();
        }
    }

    @Test
    void endsTheCommandsThatRunWhenItStops() throws Exception {
        try (TestServer server = new TestServer("""
                { "collect": { "discover": false, "timeout": "10m" },
                  "packages": [ { "name": "slow", "command": ["sleep", "300"] } ] }
                """)) {
            assertThat(Eventually.holds(
                            PATIENCE, () -> ProcessHandle.current().children().count() == 1))
                    .isTrue();

            server.stop();

            assertThat(ProcessHandle.current().children()).isEmpty();
        }
    }

    @Test
    void failsToStartOnAPortThatIsTakenAndLeavesNothingRunning() throws Exception {
        Vertx vertx = Transport.vertx();
        try (TestServer first = new TestServer(IDLE)) {
            int taken = first.address().getPort();

            assertThatThrownBy(() -> Rollcall.start(
                                    vertx,
                                    new ConfigReader(name -> true)
                                            .read("test", IDLE)
                                            .withPort(taken))
                            .await(20, TimeUnit.SECONDS))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("already in use");

            assertThat(vertx.deploymentIDs()).isEmpty();
        } finally {
            vertx.close().await(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void usesEveryEventLoopOnOnePort() throws Exception {
        try (TestServer server = new TestServer(IDLE)) {
            for (int i = 0; i < 4 * Transport.eventLoops(); i++) {
                try (SseSocket client = SseSocket.open(server.address(), "/events")) {
                    assertThat(client.next().name()).isEqualTo("versions");
                }
            }
        }
    }
}
