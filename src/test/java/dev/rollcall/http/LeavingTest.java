package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Descriptors;
import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.Script;
import dev.rollcall.testing.SseSocket;
import dev.rollcall.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that leaves, in whichever way, is forgotten. */
class LeavingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Writes nothing after the first events: a client that left must be noticed without a write that fails. */
    private static final String QUIET =
            "{ \"stream\": { \"time\": \"1h\", \"heartbeat\": \"1h\" }, \"collect\": { \"discover\": false } }";

    /** The kernel would close it too, 20 s after its last acknowledgement. */
    private static final Duration LESS_THAN_THE_KERNEL = Duration.ofSeconds(10);

    private static final int PACKAGES = 200;
    private static final int PACKAGES_STILL = 600;
    private static final String PACKAGE =
            "{ \"name\": \"p%d\", \"command\": \"%s/busy\", \"pattern\": \"busy (?P<version>.*)\" }";

    private enum Way {
        CLOSE,
        RESET,
        CLOSE_ITS_OWN_DIRECTION
    }

    @ParameterizedTest
    @EnumSource
    void forgetsAClientThatLeaves(Way way) throws Exception {
        try (TestServer server = new TestServer(QUIET);
                SseSocket client = connected(server)) {
            assertThat(server.rollcall().clients()).isEqualTo(1);

            switch (way) {
                case CLOSE -> client.socket().close();
                case RESET -> client.reset();
                case CLOSE_ITS_OWN_DIRECTION -> client.socket().shutdownOutput();
            }

            assertThat(clientsBecome(0, server)).isTrue();
        }
    }

    @Test
    void cutsOffAClientThatStopsReadingAndNobodyElse(@TempDir Path folder) throws Exception {
        try (TestServer server = new TestServer(busy(folder));
                SseSocket stuck = connected(server);
                SseSocket well = connected(server)) {
            assertThat(server.rollcall().clients()).isEqualTo(2);

            // The one reads, the other does not, until the server has had enough of it.
            while (server.rollcall().clients() > 1) {
                well.next();
            }

            well.next("time");
            well.next("change");
            assertThat(stuck.socket().isClosed()).isFalse();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void cutsOffAClientThatNeverReadsItsFirstEventAndClosesItsSocket(@TempDir Path folder) throws Exception {
        try (TestServer server = new TestServer(still(folder))) {
            // given: a first event that no buffer on the way can hold
            assertThat(Eventually.holds(
                            PATIENCE,
                            () -> server.rollcall().snapshot().entries().size() == PACKAGES_STILL))
                    .isTrue();
            long socketsBefore = Descriptors.sockets();
            try (Socket stuck = new Socket()) {
                stuck.setReceiveBufferSize(4096);
                stuck.connect(new InetSocketAddress(
                        server.address().getHost(), server.address().getPort()));
                stuck.getOutputStream()
                        .write("GET /events HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(clientsBecome(1, server)).isTrue();

                // then: forgotten, and its socket is gone but for the end that this test holds
                assertThat(clientsBecome(0, server)).isTrue();
                assertThat(Eventually.holds(LESS_THAN_THE_KERNEL, () -> Descriptors.sockets() <= socketsBefore + 1))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesAClientInPeaceThatReadsHoweverSlowly(boolean direct, @TempDir Path folder) throws Exception {
        String config = still(folder).replace("\"lag\": \"1s\"", "\"lag\": \"1s\", \"direct\": " + direct);
        try (TestServer server = new TestServer(config);
                Socket slow = new Socket()) {
            // given: a first event that takes it far longer than stream.lag
            assertThat(Eventually.holds(
                            PATIENCE,
                            () -> server.rollcall().snapshot().entries().size() == PACKAGES_STILL))
                    .isTrue();
            slow.setReceiveBufferSize(4096);
            slow.connect(new InetSocketAddress(
                    server.address().getHost(), server.address().getPort()));
            slow.getOutputStream().write("GET /events HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(clientsBecome(1, server)).isTrue();

            // then: it is still there after five times as long, and behind all the time
            assertThat(Eventually.holds(Duration.ofSeconds(5), () -> {
                        readSome(slow);
                        return server.rollcall().clients() == 0;
                    }))
                    .isFalse();
        }
    }

    private static void readSome(Socket socket) {
        try {
            socket.getInputStream().readNBytes(400);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Many packages that never change, and no other event than the first. */
    private static String still(Path folder) {
        Script.in(folder, "still", "echo still 1.0");
        String packages = IntStream.range(0, PACKAGES_STILL)
                .mapToObj(i -> "{ \"name\": \"p%d\", \"command\": \"%s/still\" }".formatted(i, folder))
                .collect(Collectors.joining(","));
        return """
               { "http": { "sendBuffer": "4KiB" },
                 "stream": { "time": "1h", "heartbeat": "1h", "lag": "1s" },
                 "collect": { "every": "1h", "discover": false },
                 "packages": [ %s ] }
               """.formatted(packages);
    }

    /** One command that prints something new each time, for many packages: a lot to tell at each change. */
    private static String busy(Path folder) {
        Script.in(folder, "busy", "echo busy $(date +%s%N)");
        String packages = IntStream.range(0, PACKAGES)
                .mapToObj(i -> PACKAGE.formatted(i, folder))
                .collect(Collectors.joining(","));
        return """
               { "http": { "sendBuffer": "4KiB" },
                 "stream": { "time": "100ms", "lag": "1s" },
                 "collect": { "every": "100ms", "discover": false },
                 "packages": [ %s ] }
               """.formatted(packages);
    }

    private static SseSocket connected(TestServer server) throws Exception {
        SseSocket client = SseSocket.open(server.address(), "/events");
        client.next("time");
        return client;
    }

    private static boolean clientsBecome(int count, TestServer server) {
        return Eventually.holds(PATIENCE, () -> server.rollcall().clients() == count);
    }
}
