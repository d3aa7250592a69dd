package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sse.SseStreams.Writer;
import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.SseSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for a stream that are not quite what a browser sends, with both ways of writing. */
class OddRequestsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String GET = "GET /events HTTP/1.1\r\nHost: test\r\n";
    private static final int RUBBISH_BYTES = 1024 * 1024;
    private static final int TRIES_MAX = 20;

    /** Some 4 MB. */
    private static final int MANY_PACKAGES = 9_000;

    private HttpRig rig;

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @ParameterizedTest
    @EnumSource
    void answersHeadWithTheHeadersAloneAndTakesNoPlaceForIt(Writer writer) throws Exception {
        // given
        start(writer);

        for (String version : new String[] {"1.1", "1.0"}) {
            // when
            String answer = all("HEAD /events HTTP/" + version + "\r\nHost: test\r\nConnection: close\r\n\r\n");

            // then
            assertThat(answer).startsWith("HTTP/1.").contains(" 200 OK\r\n").endsWith("\r\n\r\n");
            assertThat(answer.toLowerCase(Locale.ROOT)).contains("content-type: text/event-stream\r\n");
            assertThat(answer.indexOf("\r\n\r\n")).as(answer).isEqualTo(answer.length() - 4);
        }
        assertThat(rig.clients()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void streamsToAnOldClientWithoutChunks(Writer writer) throws Exception {
        // given
        start(writer);

        try (SseSocket client = SseSocket.raw(rig.address(), "GET /events HTTP/1.0\r\n\r\n")) {
            // then
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.headers()).doesNotContainKey("transfer-encoding");
            goesOn(client);
            assertThat(rig.opened(Writer.RESPONSE)).isEqualTo(1);
        }
        assertThat(clientsBecome(0)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void streamsToAClientWhoseRequestHasABody(Writer writer) throws Exception {
        // given
        start(writer);

        try (SseSocket sized = SseSocket.raw(rig.address(), GET + "Content-Length: 5\r\n\r\nhello");
                SseSocket chunked = SseSocket.raw(
                        rig.address(), GET + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")) {
            // then
            chunked.next("versions");
            goesOn(sized);
            chunked.next("change");
            assertThat(rig.opened(Writer.RESPONSE)).isEqualTo(2);
        }
        assertThat(clientsBecome(0)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void answersNothingElseOnAConnectionThatIsAStream(Writer writer) throws Exception {
        // given
        start(writer);

        try (SseSocket client = SseSocket.raw(
                rig.address(), GET + "\r\nGET /health/live HTTP/1.1\r\nHost: test\r\n\r\n" + GET + "\r\n")) {
            // then
            goesOn(client);
            assertThat(rig.clients()).isEqualTo(1);
            assertThat(rig.opened(writer)).isEqualTo(1);
            rig.stop();
            client.readToEnd();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNotDisturbedByAClientThatGoesOnTalking(Writer writer) throws Exception {
        // given
        start(writer);

        try (SseSocket well = SseSocket.open(rig.address(), "/events");
                SseSocket talker = SseSocket.open(rig.address(), "/events")) {
            talker.next("time");

            // when
            try {
                talker.socket().getOutputStream().write(new byte[RUBBISH_BYTES]);
            } catch (IOException cutOff) {
                // As it may be.
            }

            // then
            if (writer == Writer.SOCKET) {
                assertThat(clientsBecome(1)).as("the talker is cut off").isTrue();
            }
            goesOn(well);
        }
        assertThat(clientsBecome(0)).isTrue();
    }

    @Test
    void listensToAClientThatAskedForMuchBehindItsStream() throws Exception {
        // given: the answer before the stream takes a moment, and so much waits behind it that Vert.x reads no more
        start(Writer.SOCKET);
        String metrics = "GET /metrics HTTP/1.1\r\nHost: test\r\n\r\n";

        for (int i = 0; i < TRIES_MAX && rig.opened(Writer.SOCKET) == 0; i++) {
            try (Socket talker =
                    new Socket(rig.address().getHost(), rig.address().getPort())) {
                talker.getOutputStream()
                        .write((metrics + GET + "\r\n" + metrics.repeat(20)).getBytes(StandardCharsets.US_ASCII));
                readTo("event: time\n", talker);

                // when
                try {
                    talker.getOutputStream().write(new byte[RUBBISH_BYTES]);
                } catch (IOException cutOff) {
                    // As it may be.
                }

                // then: by the response, while the answer before is still on its way, there is nothing to see
                if (rig.opened(Writer.SOCKET) == 1) {
                    assertThat(clientsBecome(0)).as("the talker is cut off").isTrue();
                }
            }
            assertThat(clientsBecome(0)).isTrue();
        }
        assertThat(rig.opened(Writer.SOCKET)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "x", "GET / HTTP/1.1\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"})
    void aFewWordsMoreDoNoHarm(String words) throws Exception {
        // given
        start(Writer.SOCKET);

        try (SseSocket client = SseSocket.raw(rig.address(), GET + "\r\n" + words)) {
            // then
            client.next("time");
            client.socket().getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
            rig.found(1, "2.0");
            assertThat(client.next("change").data()).contains("\"2.0\"");
            assertThat(rig.opened(Writer.SOCKET)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void streamsBehindAnotherAnswerOnTheSameConnection(Writer writer) throws Exception {
        // given
        start(writer);

        try (Socket client = new Socket(rig.address().getHost(), rig.address().getPort())) {
            // when: the end of it is no request yet
            String health = "GET /health/live HTTP/1.1\r\nHost: test\r\n\r\n";
            client.getOutputStream().write((health + GET + "\r\nGET /par").getBytes(StandardCharsets.US_ASCII));

            // then
            String answers = readTo("event: time\n", client);
            assertThat(answers)
                    .containsSubsequence("HTTP/1.1 200 OK", "\"UP\"", "HTTP/1.1 200 OK", "event: versions\n");
            rig.found(1, "1.0");
            readTo("event: change\n", client);
            assertThat(rig.clients()).isEqualTo(1);
        }
        assertThat(clientsBecome(0)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void streamsAfterAnAnswerThatIsStillOnItsWay(Writer writer) throws Exception {
        // given: an answer that no buffer on the way can hold
        start(writer);
        rig.found(MANY_PACKAGES, "1.0");

        try (Socket client = new Socket()) {
            client.setReceiveBufferSize(4096);
            client.connect(
                    new InetSocketAddress(rig.address().getHost(), rig.address().getPort()));

            // when
            String api = "GET /api/versions HTTP/1.1\r\nHost: test\r\n\r\n";
            String events = "GET /events?package=p7 HTTP/1.1\r\nHost: test\r\n\r\n";
            client.getOutputStream().write((api + events).getBytes(StandardCharsets.US_ASCII));
            assertThat(clientsBecome(1)).isTrue();

            // then
            String answers = readTo("event: time\n", client);
            int body = answers.indexOf("\r\n\r\n") + 4;
            Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(answers);
            assertThat(length.find()).isTrue();
            assertThat(answers.substring(body + Integer.parseInt(length.group(1))))
                    .startsWith("HTTP/1.1 200 OK\r\n");
        }
    }

    private static String readTo(String end, Socket socket) throws IOException {
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        StringBuilder text = new StringBuilder();
        byte[] piece = new byte[64 * 1024];
        while (text.indexOf(end, Math.max(0, text.length() - piece.length - end.length())) < 0) {
            int count = socket.getInputStream().read(piece);
            assertThat(count).as("the end came after " + text.length()).isPositive();
            text.append(new String(piece, 0, count, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    private void goesOn(SseSocket client) throws IOException {
        client.next("versions");
        client.next("time");
        rig.found(1, "1.0");
        assertThat(client.next("change").data()).contains("\"1.0\"");
    }

    private String all(String request) throws IOException {
        try (Socket socket = new Socket(rig.address().getHost(), rig.address().getPort())) {
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void start(Writer writer) throws Exception {
        rig = new HttpRig("{ \"stream\": { \"direct\": %s, \"time\": \"1h\" } }".formatted(writer == Writer.SOCKET));
    }

    private boolean clientsBecome(int count) {
        return Eventually.holds(PATIENCE, () -> rig.clients() == count);
    }
}
