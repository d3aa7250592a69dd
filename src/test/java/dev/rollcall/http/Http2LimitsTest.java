package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.door.CloseReason;
import dev.rollcall.testing.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients of HTTP/2 are held to that keep to no rule of it: they are frames here, for no library is so rude. */
class Http2LimitsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int REFUSED_STREAM = 7;

    private HttpRig rig;

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void refusesStreamsBeyondAHundredOfAClientThatAcknowledgesNoSettings() throws Exception {
        // given
        rig = new HttpRig("{}");

        try (Peer peer = new Peer(65_535)) {
            // when
            for (int i = 0; i < 150; i++) {
                peer.asks("/events", "");
            }

            // then
            for (int i = 0; i < 50; i++) {
                assertThat(peer.hears(RST_STREAM)).isEqualTo(new byte[] {0, 0, 0, REFUSED_STREAM});
            }
            assertThat(rig.clients()).isEqualTo(100);
        }
    }

    @Test
    void closesAConnectionThatDoesNotTakeItsFarewellInTime() throws Exception {
        // given
        rig = new HttpRig("{\"http\": {\"limits\": {\"answerTime\": \"1s\"}}, \"stream\": {\"clientsPerAddress\": 1}}");

        try (Peer taken = new Peer(0);
                Peer sentAway = new Peer(0)) {
            taken.asks("/events", "");
            taken.hears(HEADERS);

            // when
            sentAway.asks("/events", "");

            // then
            assertThat(Eventually.holds(PATIENCE, () -> rig.door().closed(CloseReason.ANSWER_TIME) == 1))
                    .isTrue();
            assertThat(rig.clients()).isEqualTo(1);
            assertThat(rig.door().answering()).isZero();
        }
    }

    @Test
    void countsEachAnswerThatIsNotTaken() throws Exception {
        // given
        rig = new HttpRig("{\"http\": {\"limits\": {\"answers\": 20}}}");

        try (Peer few = new Peer(0);
                Peer quick = new Peer(65_535)) {
            // when: more than the limit, but taken
            for (int i = 0; i < 30; i++) {
                quick.asks("/health/live", "");
            }
            for (int i = 0; i < 10; i++) {
                few.asks("/health/live", "");
            }

            // then
            try (Peer many = new Peer(0)) {
                for (int i = 0; i < 15; i++) {
                    many.asks("/health/live", "");
                }
                assertThat(Eventually.holds(PATIENCE, () -> rig.door().closed(CloseReason.ANSWERS) == 1))
                        .isTrue();
                assertThat(Eventually.holds(PATIENCE, () -> rig.door().answering() == 1))
                        .isTrue();
                quick.asks("/health/live", "");
                assertThat(quick.hears(HEADERS)).contains((byte) 0x88);
            }
        }

        // and no account is kept of who has left
        try (Peer later = new Peer(0)) {
            for (int i = 0; i < 15; i++) {
                later.asks("/health/live", "");
            }
            Eventually.holds(Duration.ofMillis(1_500), () -> rig.door().closed(CloseReason.ANSWERS) > 1);
            assertThat(rig.door().closed(CloseReason.ANSWERS)).isEqualTo(1);
        }
    }

    @Test
    void takesHeadersAsLargeAsItsLimit() throws Exception {
        // given
        rig = new HttpRig("{}");

        try (Peer peer = new Peer(65_535)) {
            // when
            peer.asks("/health/live", "x".repeat(15_000));

            // then
            assertThat(peer.hears(HEADERS)).contains((byte) 0x88);
        }
    }

    /** One that says what it likes. */
    private final class Peer implements Closeable {
        private final Socket socket;
        private final DataOutputStream out;
        private final DataInputStream in;
        private int streams;

        Peer(int window) throws IOException {
            socket = new Socket("127.0.0.1", rig.port());
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            out = new DataOutputStream(socket.getOutputStream());
            in = new DataInputStream(socket.getInputStream());
            out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            // SETTINGS_INITIAL_WINDOW_SIZE
            writeHead(6, 4, 0, 0);
            out.writeShort(4);
            out.writeInt(window);
        }

        /** GET {@code path} with a header of {@code more}, on the next stream. */
        void asks(String path, String more) throws IOException {
            ByteArrayOutputStream block = new ByteArrayOutputStream();
            field(block, ":method", "GET");
            field(block, ":scheme", "http");
            field(block, ":path", path);
            field(block, ":authority", "test");
            field(block, "more", more);
            writeHead(block.size(), HEADERS, 5, 2 * streams++ + 1);
            block.writeTo(out);
        }

        /** What the next frame of {@code type} holds. */
        byte[] hears(int type) throws IOException {
            while (true) {
                int lengthAndType = in.readInt();
                in.skipNBytes(5);
                byte[] payload = in.readNBytes(lengthAndType >>> 8);
                if ((lengthAndType & 0xff) == type) {
                    return payload;
                }
            }
        }

        private void writeHead(int length, int type, int flags, int stream) throws IOException {
            out.writeInt(length << 8 | type);
            out.writeByte(flags);
            out.writeInt(stream);
        }

        /** A literal without indexing, and a length in seven bits and as many more as it takes (RFC 7541, 5.1 and 6.2.2). */
        private static void field(ByteArrayOutputStream block, String name, String value) {
            block.write(0);
            text(block, name);
            text(block, value);
        }

        private static void text(ByteArrayOutputStream block, String text) {
            int length = text.length();
            block.write(Math.min(length, 127));
            if (length >= 127) {
                length -= 127;
                while (length >= 128) {
                    block.write(length % 128 + 128);
                    length /= 128;
                }
                block.write(length);
            }
            block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
