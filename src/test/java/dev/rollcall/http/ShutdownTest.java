package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.NioClients;
import dev.rollcall.testing.SseSocket;
import dev.rollcall.testing.TestServer;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A server that stops sends its clients home one after the other, and they do not come back in a flock. */
class ShutdownTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration DRAIN = Duration.ofSeconds(1);
    /** As long as it may be: time to look at a server that is stopping. */
    private static final Duration LONG_DRAIN = Duration.ofSeconds(3);

    private static final int CLIENTS = 5_000;
    /** Enough for each step of the drain on each event loop. */
    private static final int FEW_CLIENTS = 300;
    /** For whatever else this JVM has open. */
    private static final int OTHER_DESCRIPTORS = 500;
    /** A server accepts and greets some hundred clients in 20 ms; a flock is what comes in less time than that. */
    private static final long WINDOW_NANOS = Duration.ofMillis(20).toNanos();

    private static final double IN_ONE_WINDOW_MAX = 0.02;
    private static final Pattern BYE = Pattern.compile(
            "event: bye\nretry: (\\d+)\ndata: \\{\"reason\":\"shutdown\",\"retryMillis\":(\\d+)\\}\n\n");
    private static final String CONFIG = """
            { "http": { "drain": "%dms" }, "stream": { "time": "1h", "heartbeat": "1h" },
              "collect": { "discover": false } }
            """;

    @Test
    void endsThousandsOfStreamsInOrderAndSpreadsTheirReturn() throws Exception {
        int count = clients();
        try (TestServer server = new TestServer(CONFIG.formatted(DRAIN.toMillis()));
                NioClients clients = new NioClients(server.address())) {
            // given
            clients.open(count, PATIENCE);
            assertThat(clients.connected()).isEqualTo(count);
            assertThat(server.rollcall().clients()).isEqualTo(count);

            // when
            long begin = System.nanoTime();
            AtomicLong end = new AtomicLong();
            Future<Void> stopped = server.rollcall().stop().onComplete(v -> end.set(System.nanoTime()));
            clients.readToEnd(PATIENCE);
            stopped.await(20, TimeUnit.SECONDS);

            // then
            Duration took = Duration.ofNanos(end.get() - begin);
            assertThat(clients.all()).allMatch(NioClients.One::hasEnded, "ended by the last chunk");
            assertThat(clients.all()).allMatch(one -> bye(one).find(), "told bye with a pause");
            LongSummaryStatistics ends =
                    clients.all().stream().mapToLong(NioClients.One::endedNanos).summaryStatistics();
            assertThat(Duration.ofNanos(ends.getMax() - ends.getMin()))
                    .as("from the first end to the last")
                    .isGreaterThan(DRAIN.dividedBy(2));
            long[] back = clients.all().stream()
                    .mapToLong(one -> one.endedNanos() + retryNanos(one))
                    .sorted()
                    .toArray();
            int most = mostInOneWindow(back);
            String figures =
                    "%d clients; stopped in %d ms; at most %d back in 20 ms".formatted(count, took.toMillis(), most);
            System.out.println(figures);
            assertThat(most).as(figures).isLessThanOrEqualTo((int) (count * IN_ONE_WINDOW_MAX));
            assertThat(took).as(figures).isLessThanOrEqualTo(DRAIN.plusSeconds(1));
        }
    }

    @Test
    void isNotReadyFromTheBeginningOfTheEndAndListensUntilItsEnd() throws Exception {
        try (TestServer server = new TestServer(CONFIG.formatted(LONG_DRAIN.toMillis()));
                NioClients clients = new NioClients(server.address())) {
            // given
            URI address = server.address();
            clients.open(FEW_CLIENTS, PATIENCE);
            assertThat(status(address, "/health/ready")).isEqualTo(200);

            // when
            Future<Void> stopped = server.rollcall().stop();

            // then: it begins on a context of its own, a moment after it was asked for
            assertThat(Eventually.holds(PATIENCE, () -> isNotReady(address))).isTrue();
            assertThat(status(address, "/health/live")).isEqualTo(200);
            try (SseSocket late = SseSocket.open(address, "/events")) {
                assertThat(late.status()).isEqualTo(200);
                assertThat(late.next("bye").data()).contains("\"reason\":\"shutdown\"");
                assertThat(late.retry()).isPresent();
                late.readToEnd();
            }
            assertThat(stopped.isComplete()).as("still draining").isFalse();

            // when
            stopped.await(20, TimeUnit.SECONDS);

            // then
            clients.readToEnd(PATIENCE);
            assertThat(clients.all()).allMatch(NioClients.One::hasEnded, "ended by the last chunk");
            assertThat(Eventually.holds(PATIENCE, () -> !listens(address))).isTrue();
        }
    }

    /** Both ends of each connection are in this JVM. */
    private static int clients() {
        long descriptors = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : 0;
        int count = (int) Math.max(100, Math.min(CLIENTS, (descriptors - OTHER_DESCRIPTORS) / 2));
        if (count < CLIENTS) {
            System.out.println("only " + count + " clients: this process may open " + descriptors + " descriptors");
        }
        return count;
    }

    private static int mostInOneWindow(long[] sorted) {
        int most = 0;
        for (int from = 0, to = 0; to < sorted.length; to++) {
            while (sorted[to] - sorted[from] > WINDOW_NANOS) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    private static Matcher bye(NioClients.One client) {
        return BYE.matcher(client.text());
    }

    private static long retryNanos(NioClients.One client) {
        Matcher bye = bye(client);
        assertThat(bye.find()).isTrue();
        assertThat(bye.group(2)).isEqualTo(bye.group(1));
        return Duration.ofMillis(Long.parseLong(bye.group(1))).toNanos();
    }

    private static boolean isNotReady(URI server) {
        try {
            return status(server, "/health/ready") == 503;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int status(URI server, String path) throws IOException {
        try (SseSocket answer = SseSocket.open(server, path)) {
            return answer.status();
        }
    }

    private static boolean listens(URI server) {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
