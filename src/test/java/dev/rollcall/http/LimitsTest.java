package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.door.CloseReason;
import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.Pem;
import dev.rollcall.testing.SseSocket;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code http.limits} says happens to those who take more than their share, and not to others. */
class LimitsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String LIVE = "GET /health/live HTTP/1.1\r\nHost: test\r\n\r\n";
    private static final String BOARD = "GET /api/versions HTTP/1.1\r\nHost: test\r\n\r\n";

    /** Some 4 MB. */
    private static final int MANY_PACKAGES = 9_000;

    private HttpRig rig;

    @TempDir
    private Path folder;

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G", "PRI * HTTP/2.0\r\n", "GET /events HTTP/1.1\r\nHost: test\r\n"})
    void closesANewConnectionWhoseRequestIsNotAllThereInTime(String beginning) throws Exception {
        // given
        start("\"requestTime\": \"200ms\"");

        try (Peer peer = new Peer()) {
            // when
            peer.say(beginning);

            // then
            assertThat(peer.hears()).isEmpty();
            assertThat(rig.door().closed(CloseReason.REQUEST_TIME)).isEqualTo(1);
        }
        assertThat(nobodyIsLeft()).isTrue();
    }

    @Test
    void closesAHandshakeThatDoesNotEndInTime() throws Exception {
        // given
        Pem.make(folder, "own", "EC", "localhost");
        rig = new HttpRig(
                "{\"http\": {\"limits\": {\"requestTime\": \"200ms\"}, \"tls\": {\"certificate\": \"%s\", \"key\": \"%s\"}}}"
                        .formatted(folder.resolve("own.crt"), folder.resolve("own.key")));

        try (Peer peer = new Peer()) {
            // then
            assertThat(peer.hears()).isEmpty();
            assertThat(rig.door().closed(CloseReason.REQUEST_TIME)).isEqualTo(1);
        }
        assertThat(nobodyIsLeft()).isTrue();
    }

    @Test
    void closesAFurtherRequestThatIsNotAllThereInTime() throws Exception {
        // given
        start("\"requestTime\": \"200ms\"");

        try (Peer peer = new Peer()) {
            peer.say(LIVE);
            assertThat(Eventually.holds(PATIENCE, () -> rig.door().waiting() == 1))
                    .isTrue();

            // when
            peer.say("GET /health/li");

            // then
            assertThat(peer.hears()).contains(" 200 OK");
            assertThat(rig.door().closed(CloseReason.REQUEST_TIME)).isEqualTo(1);
        }
    }

    @Test
    void aBodyThatTricklesInKeepsNoConnectionOpen() throws Exception {
        // given
        start("\"requestTime\": \"200ms\", \"idleTime\": \"1s\"");

        try (Peer peer = new Peer()) {
            // when
            peer.say("POST / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
            peer.say("1\r\nx\r\n");

            // then
            assertThat(peer.hears()).contains(" 405 ");
        }
        assertThat(nobodyIsLeft()).isTrue();
    }

    @Test
    void closesAConnectionThatIsKeptAliveForNothing() throws Exception {
        // given
        start("\"requestTime\": \"100ms\", \"idleTime\": \"1s\"");

        try (Peer peer = new Peer()) {
            // when
            peer.say(LIVE + LIVE);

            // then
            assertThat(peer.hears()).contains(" 200 OK");
            assertThat(rig.door().closed(CloseReason.IDLE_TIME)).isEqualTo(1);
            assertThat(rig.door().closed(CloseReason.REQUEST_TIME)).isZero();
        }
    }

    @Test
    void closesWhoWaitsLongestOfTooMany() throws Exception {
        // given
        start("\"idle\": 2");

        try (Peer oldest = new Peer();
                Peer asked = new Peer()) {
            asked.say(LIVE);
            assertThat(Eventually.holds(PATIENCE, () -> rig.door().waiting() == 2))
                    .isTrue();

            // when
            try (Peer newest = new Peer()) {
                // then
                assertThat(oldest.hears()).isEmpty();
                assertThat(rig.door().closed(CloseReason.IDLE)).isEqualTo(1);
                assertThat(rig.door().waiting()).isEqualTo(2);
                newest.say("GET /health/live HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
                assertThat(newest.hears()).contains(" 200 OK");
            }
        }
        assertThat(nobodyIsLeft()).isTrue();
    }

    @Test
    void closesAtOnceWhoIsOneTooMany() throws Exception {
        // given
        start("\"connections\": 2");

        try (SseSocket stream = SseSocket.open(rig.address(), "/events");
                Peer silent = new Peer()) {
            stream.next();
            assertThat(Eventually.holds(PATIENCE, () -> rig.door().connections() == 2))
                    .isTrue();

            // when
            try (Peer tooMany = new Peer()) {
                // then
                assertThat(tooMany.hears()).isEmpty();
                assertThat(rig.door().closed(CloseReason.CONNECTIONS)).isEqualTo(1);
            }

            // when
            silent.leaves();
            assertThat(Eventually.holds(PATIENCE, () -> rig.door().connections() == 1))
                    .isTrue();

            // then
            try (Peer next = new Peer()) {
                next.say("GET /health/live HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
                assertThat(next.hears()).contains(" 200 OK");
            }
        }
        assertThat(nobodyIsLeft()).isTrue();
    }

    @Test
    void cutsWhoDoesNotTakeItsAnswerInTime() throws Exception {
        // given
        start("\"answerTime\": \"1s\"");
        rig.found(MANY_PACKAGES, "1.0");

        try (Peer peer = new Peer()) {
            // when
            peer.say(BOARD);

            // then
            assertThat(Eventually.holds(PATIENCE, () -> rig.door().closed(CloseReason.ANSWER_TIME) == 1))
                    .isTrue();
            assertThat(nobodyIsLeft()).isTrue();
        }
    }

    @Test
    void cutsWhoTakesLongestOfTooManyToTakeItsAnswer() throws Exception {
        // given
        start("\"answers\": 1");
        rig.found(MANY_PACKAGES, "1.0");

        try (Peer first = new Peer();
                Peer second = new Peer()) {
            first.say(BOARD);
            assertThat(Eventually.holds(PATIENCE, () -> rig.door().answering() == 1))
                    .isTrue();

            // when
            second.say(BOARD);

            // then
            assertThat(Eventually.holds(PATIENCE, () -> rig.door().closed(CloseReason.ANSWERS) == 1))
                    .isTrue();
            assertThat(Eventually.holds(
                            PATIENCE,
                            () -> rig.door().answering() == 1 && rig.door().connections() == 1))
                    .isTrue();
            second.say("GET /health/live HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
            assertThat(second.hears()).contains("\"version\":\"1.0\"").contains("\"checks\"");
        }
        assertThat(nobodyIsLeft()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true, HTTP_1_1", "false, HTTP_1_1", "true, HTTP_2"})
    void leavesStreamsInPeace(boolean direct, HttpVersion version) throws Exception {
        // given
        rig = new HttpRig("""
                {"stream": {"time": "100ms", "direct": %s},
                 "http": {"limits": {"requestTime": "1s", "idleTime": "1s", "answerTime": "1s", "idle": 1, "answers": 1}}}""".formatted(direct));
        HttpClient client = rig.vertx()
                .createHttpClient(
                        new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false));
        AtomicInteger times = new AtomicInteger();

        // when
        for (int i = 0; i < 3; i++) {
            client.request(HttpMethod.GET, rig.port(), "127.0.0.1", "/events?events=time")
                    .compose(request -> request.send())
                    .onSuccess(response -> response.handler(bytes -> times.incrementAndGet()));
        }

        // then
        assertThat(Eventually.holds(PATIENCE, () -> times.get() > 3 * 25)).isTrue();
        assertThat(rig.clients()).isEqualTo(3);
        assertThat(rig.door().answering()).isZero();
        assertThat(rig.door().waiting()).isZero();
        client.close().await(20, TimeUnit.SECONDS);
        assertThat(nobodyIsLeft()).isTrue();
    }

    @Test
    void closesAnHttp2ConnectionThatAsksForNothing() throws Exception {
        // given
        start("\"requestTime\": \"100ms\", \"idleTime\": \"1s\"");
        HttpClient client = rig.vertx()
                .createHttpClient(new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false));

        // when
        String body = client.request(HttpMethod.GET, rig.port(), "127.0.0.1", "/health/live")
                .compose(request -> request.send())
                .compose(response -> response.body())
                .await(20, TimeUnit.SECONDS)
                .toString();

        // then
        assertThat(body).contains("UP");
        assertThat(Eventually.holds(PATIENCE, () -> rig.door().closed(CloseReason.IDLE_TIME) == 1))
                .isTrue();
        assertThat(nobodyIsLeft()).isTrue();
        client.close().await(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /%s HTTP/1.1, 414",
        "GET / HTTP/1.1 X: %s, 431",
        "garbage, 400",
        "GET / HTTP/1.1 no colon here, 400"
    })
    void answersWhatIsNoRequestWithAProblemAndCloses(String beginning, int status) throws Exception {
        // given
        start("\"headerSize\": \"1KiB\", \"uriSize\": \"1KiB\"");

        try (Peer peer = new Peer()) {
            // when
            peer.say(beginning.replace("%s", "x".repeat(2_000)).replace("1.1 ", "1.1\r\n") + "\r\n\r\n");

            // then
            String answer = peer.hears();
            assertThat(answer)
                    .matches("(?s)HTTP/1\\.[01] " + status + " .*")
                    .contains("application/problem+json", "\"status\":" + status)
                    .contains("default-src 'none'", "nosniff");
        }
        assertThat(nobodyIsLeft()).isTrue();
    }

    @Test
    void vertxAnswersAnUnknownVersionOfHttpAndIsStrictToo() throws Exception {
        // given
        start("");

        try (Peer peer = new Peer()) {
            // when
            peer.say("GET / HTTP/9.1\r\nHost: test\r\n\r\n");

            // then
            assertThat(peer.hears()).contains(" 501 ", "default-src 'none'", "nosniff", "no-referrer");
        }
    }

    private boolean nobodyIsLeft() {
        return Eventually.holds(
                PATIENCE,
                () -> rig.door().connections() == 0
                        && rig.door().waiting() == 0
                        && rig.door().answering() == 0);
    }

    private void start(String limits) throws Exception {
        rig = new HttpRig("{\"http\": {\"limits\": {" + limits + "}}}");
    }

    /** A client that says what it is told, and reads when it is told. */
    private final class Peer implements Closeable {
        private final Socket socket = new Socket();

        Peer() throws IOException {
            socket.setReceiveBufferSize(4_096);
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            socket.connect(new InetSocketAddress("127.0.0.1", rig.port()), 5_000);
        }

        void say(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }

        /** All until the server closes. */
        String hears() throws IOException {
            StringBuilder heard = new StringBuilder();
            byte[] bytes = new byte[64 * 1024];
            try {
                for (int count = socket.getInputStream().read(bytes);
                        count >= 0;
                        count = socket.getInputStream().read(bytes)) {
                    heard.append(new String(bytes, 0, count, StandardCharsets.US_ASCII));
                }
            } catch (SocketException closedByReset) {
                return heard.toString();
            }
            return heard.toString();
        }

        void leaves() throws IOException {
            socket.close();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
