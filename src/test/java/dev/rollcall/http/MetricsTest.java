package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rollcall.sse.WriterNotice;
import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.Exposition;
import dev.rollcall.testing.Script;
import dev.rollcall.testing.SseSocket;
import dev.rollcall.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class MetricsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PACKAGES = 200;

    @Test
    void isAnsweredInTheFormThatPrometheusReads() throws Exception {
        try (TestServer server = new TestServer(config(""))) {
            HttpResponse<String> response = get(server);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("content-type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
        }
    }

    @Test
    void countsClientsThatComeAndGo() throws Exception {
        try (TestServer server = new TestServer(config("\"direct\": false, \"clients\": 7, \"filters\": 5"))) {
            try (SseSocket one = connected(server, "/events");
                    SseSocket other = connected(server, "/events?package=nginx")) {
                Exposition open = scrape(server);

                assertThat(one.status()).isEqualTo(other.status());
                assertThat(open.value("rollcall_stream_clients")).isEqualTo(2);
                assertThat(open.value("rollcall_stream_clients_max")).isEqualTo(7);
                assertThat(open.value("rollcall_stream_filters")).isEqualTo(1);
                assertThat(open.value("rollcall_stream_filters_max")).isEqualTo(5);
                assertThat(open.value("rollcall_stream_joins_total{writer=\"response\"}"))
                        .isEqualTo(2);
                assertThat(open.value("rollcall_stream_joins_total{writer=\"socket\"}"))
                        .isZero();
                assertThat(open.value("rollcall_stream_deliveries_total")).isGreaterThanOrEqualTo(2);
                assertThat(open.value("rollcall_stream_bytes_total")).isGreaterThan(200);
                // One versions and one time, for both.
                assertThat(open.value("rollcall_stream_frames_total")).isGreaterThanOrEqualTo(2);
            }

            assertThat(becomes(server, "rollcall_stream_leaves_total{reason=\"left\"}", 2))
                    .isTrue();
            Exposition over = scrape(server);
            assertThat(over.value("rollcall_stream_clients")).isZero();
            assertThat(over.value("rollcall_stream_filters")).isZero();
        }
    }

    @Test
    void countsAClientThatIsOneTooMany() throws Exception {
        try (TestServer server = new TestServer(config("\"clients\": 1"));
                SseSocket first = connected(server, "/events");
                SseSocket second = SseSocket.open(server.address(), "/events")) {
            second.next("bye");

            Exposition metrics = scrape(server);

            assertThat(first.status()).isEqualTo(200);
            assertThat(metrics.value("rollcall_stream_refused_total{reason=\"busy\"}"))
                    .isEqualTo(1);
            assertThat(metrics.value("rollcall_stream_refused_total{reason=\"shutdown\"}"))
                    .isZero();
            assertThat(metrics.value("rollcall_stream_clients")).isEqualTo(1);
        }
    }

    @Test
    void countsAClientThatLagsAndIsBroughtLevelWhenItReadsAgain(@TempDir Path folder) throws Exception {
        try (TestServer server = new TestServer(busy(folder, "60s"));
                SseSocket slow = connected(server, "/events")) {
            // given
            assertThat(becomes(server, "rollcall_stream_lagging", 1)).isTrue();
            // The system's buffers grow, and may have brought it level once by themselves.
            double before = scrape(server).value("rollcall_stream_catchups_total");

            // when
            while (scrape(server).value("rollcall_stream_catchups_total") == before) {
                slow.next();
            }

            // then
            assertThat(scrape(server).value("rollcall_stream_leaves_total{reason=\"lag\"}"))
                    .isZero();
        }
    }

    @Test
    void countsAClientThatIsCutOffForItLagsForTooLong(@TempDir Path folder) throws Exception {
        try (TestServer server = new TestServer(busy(folder, "1s"));
                SseSocket stuck = connected(server, "/events")) {

            assertThat(becomes(server, "rollcall_stream_leaves_total{reason=\"lag\"}", 1))
                    .isTrue();

            assertThat(stuck.socket().isClosed()).isFalse();
            assertThat(scrape(server).value("rollcall_stream_lagging")).isZero();
            assertThat(scrape(server).value("rollcall_stream_clients")).isZero();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void tellsWhichWayToTheSocketEachStreamTakesAndWhy() throws Exception {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger log = (Logger) LoggerFactory.getLogger(WriterNotice.class);
        log.addAppender(lines);
        try (TestServer server = new TestServer(config(""));
                SseSocket bare = connected(server, "/events");
                SseSocket another = connected(server, "/events");
                InputStream multiplexed = openByHttp2(server)) {

            Exposition metrics = scrape(server);

            assertThat(bare.headers()).isEqualTo(another.headers());
            assertThat(multiplexed.read()).isEqualTo('r');
            assertThat(metrics.value("rollcall_stream_joins_total{writer=\"socket\"}"))
                    .isEqualTo(2);
            assertThat(metrics.value("rollcall_stream_joins_total{writer=\"response\"}"))
                    .isEqualTo(1);
            assertThat(lines.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly("streams writer=socket", "streams writer=response reason=\"HTTP/2\"");
        } finally {
            log.detachAppender(lines);
        }
    }

    @Test
    void headIsAnsweredWithoutABody() throws Exception {
        try (TestServer server = new TestServer(config(""))) {
            HttpRequest head = request(server, "metrics")
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build();

            HttpResponse<String> response = HTTP.send(head, BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEmpty();
        }
    }

    private static SseSocket connected(TestServer server, String path) throws Exception {
        SseSocket client = SseSocket.open(server.address(), path);
        client.next("time");
        return client;
    }

    /** The client upgrades the connection of its first request. */
    private static InputStream openByHttp2(TestServer server) throws Exception {
        HttpRequest events =
                request(server, "events").version(HttpClient.Version.HTTP_2).build();
        HttpResponse<InputStream> response = HTTP.send(events, BodyHandlers.ofInputStream());
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        return response.body();
    }

    private static boolean becomes(TestServer server, String sample, double value) {
        return Eventually.holds(PATIENCE, () -> {
            try {
                return scrape(server).value(sample) == value;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
    }

    private static Exposition scrape(TestServer server) throws IOException, InterruptedException {
        return new Exposition(get(server).body());
    }

    private static HttpResponse<String> get(TestServer server) throws IOException, InterruptedException {
        return HTTP.send(request(server, "metrics").build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(TestServer server, String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path)).version(HttpClient.Version.HTTP_1_1);
    }

    private static String config(String stream) {
        return "{ \"stream\": { %s }, \"collect\": { \"discover\": false } }".formatted(stream);
    }

    /** One command that prints something new each time, for many packages: a lot to tell at each change. */
    private static String busy(Path folder, String lag) {
        Script.in(folder, "busy", "echo busy $(date +%s%N)");
        String one = "{ \"name\": \"p%d\", \"command\": \"%s/busy\", \"pattern\": \"busy (?P<version>.*)\" }";
        String packages = IntStream.range(0, PACKAGES)
                .mapToObj(i -> one.formatted(i, folder))
                .collect(Collectors.joining(","));
        return """
               { "http": { "sendBuffer": "4KiB" }, "stream": { "time": "100ms", "lag": "%s" },
                 "collect": { "every": "100ms", "discover": false }, "packages": [ %s ] }
               """.formatted(lag, packages);
    }
}
