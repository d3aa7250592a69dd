package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.door.CloseReason;
import dev.rollcall.testing.Eventually;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that ask for HTTP/2 by the upgrade of a clear connection, as the JDK's does unless told otherwise. */
class UpgradeTest {
    private static final String LARGE = "/openapi.json";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String UPGRADE = """
            GET %s HTTP/1.1\r
            Host: test\r
            Connection: Upgrade, HTTP2-Settings\r
            Upgrade: h2c\r
            HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r
            \r
            """.formatted(LARGE);
    /** The preface with SETTINGS that say nothing. */
    private static final String HELLO = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0";

    private HttpRig rig;

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void eachClientOfTheJdkGetsAllOfALargeAnswer() throws Exception {
        // given
        rig = new HttpRig("{}");
        HttpRequest request = HttpRequest.newBuilder(URI.create(rig.address() + LARGE.substring(1)))
                .build();

        for (int i = 0; i < 100; i++) {
            // when: one that upgrades, as only the first request of a connection does
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .sendAsync(request, BodyHandlers.ofString())
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            // then
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.body()).hasSizeGreaterThan(32 * 1024).endsWith("}\n");
        }
    }

    @Test
    void noAnswerFollowsTheUpgradeBeforeTheClientSpeaks() throws Exception {
        // given
        rig = new HttpRig("{}");
        try (Socket client = asking()) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            assertThat(head(in)).startsWith("HTTP/1.1 101 ");
            // The server's own SETTINGS, without whatever might be in them.
            int lengthAndType = in.readInt();
            assertThat(lengthAndType & 0xff).isEqualTo(4);
            in.skipNBytes(5 + (lengthAndType >>> 8));
            client.setSoTimeout(300);
            assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);

            // when
            client.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            client.getOutputStream().write(HELLO.getBytes(StandardCharsets.US_ASCII));

            // then
            assertThat(data(in)).isGreaterThan(32 * 1024);
        }
    }

    /** What nobody takes would be kept here for a stream's whole life, where no limit sees it. */
    @Test
    void whoNeverSpeaksIsSentEverythingAfterAWhile() throws Exception {
        // given
        rig = new HttpRig("{}");

        // when
        try (Socket client = asking()) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            assertThat(head(in)).startsWith("HTTP/1.1 101 ");

            // then
            assertThat(data(in)).isGreaterThan(32 * 1024);
        }
    }

    @Test
    void whoUpgradesAndNeverSpeaksIsCutOff() throws Exception {
        // given
        rig = new HttpRig("{\"http\": {\"limits\": {\"answerTime\": \"1s\"}}}");

        // when
        try (Socket client = asking()) {
            assertThat(head(new DataInputStream(client.getInputStream()))).startsWith("HTTP/1.1 101 ");

            // then
            assertThat(Eventually.holds(PATIENCE, () -> rig.door().closed(CloseReason.ANSWER_TIME) == 1))
                    .isTrue();
            assertThat(Eventually.holds(PATIENCE, () -> rig.door().connections() == 0))
                    .isTrue();
            assertThat(rig.door().answering()).isZero();
        }
    }

    private Socket asking() throws IOException {
        Socket client = new Socket("127.0.0.1", rig.port());
        client.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        client.getOutputStream().write(UPGRADE.getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    /** Up to the empty line, and no byte further. */
    private static String head(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** So many bytes of the answer came until its end. */
    private static int data(DataInputStream in) throws IOException {
        int bytes = 0;
        while (true) {
            int lengthAndType = in.readInt();
            int flags = in.readUnsignedByte();
            in.readInt();
            in.skipNBytes(lengthAndType >>> 8);
            if ((lengthAndType & 0xff) == 0) {
                bytes += lengthAndType >>> 8;
                if ((flags & 1) != 0) {
                    return bytes;
                }
            }
        }
    }
}
