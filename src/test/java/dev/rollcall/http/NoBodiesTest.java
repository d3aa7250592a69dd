package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Eventually;
import io.netty.util.internal.PlatformDependent;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that nobody reads take no memory, whenever their connection closes. */
class NoBodiesTest {
    private static final String BODY = "x".repeat(6_000);
    private static final int CONNECTIONS = 4_000;
    /** Far more than the pool takes from the system at a time, which is 4 MiB. */
    private static final long LEAKED_BYTES = (long) CONNECTIONS * BODY.length();

    private static final String POST =
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY;
    private static final String EVENTS = "GET /events HTTP/1.1\r\nHost: x\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n" + EVENTS + "\r\n",
                EVENTS + "Content-Length: 0\r\n\r\n",
                EVENTS + "\r\n",
                ""
            })
    void aBodyThatIsPipelinedIsThrownAway(String before) throws Exception {
        // given
        try (HttpRig rig = new HttpRig("{}")) {
            byte[] packet = (before + POST).getBytes(StandardCharsets.US_ASCII);
            once(rig, packet, 50);
            long usedBefore = PlatformDependent.usedDirectMemory();

            // when
            once(rig, packet, CONNECTIONS);

            // then
            assertThat(Eventually.holds(Duration.ofSeconds(20), () -> rig.clients() == 0))
                    .isTrue();
            assertThat(PlatformDependent.usedDirectMemory() - usedBefore).isLessThan(LEAKED_BYTES / 2);
        }
    }

    private static void once(HttpRig rig, byte[] packet, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            try (Socket socket = new Socket("127.0.0.1", rig.port())) {
                socket.setSoTimeout(Math.toIntExact(TimeUnit.SECONDS.toMillis(10)));
                socket.getOutputStream().write(packet);
                socket.getInputStream().read();
            }
        }
    }
}
