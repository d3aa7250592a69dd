package dev.rollcall.sse;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.StreamException;
import com.launchdarkly.logging.LDLogger;
import dev.rollcall.testing.NastyText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LaunchDarkly's parser reads our frames as they were meant, in pieces of every size. */
class FrameThirdPartyTest {
    private static final int FRAMES = 1_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 1_000_000})
    void anyTextInAFrameComesOutAsItWentInButForItsLineEnds(int pieceBytes) throws StreamException {
        // given
        Random random = new Random(pieceBytes);
        List<String> expected = new ArrayList<>();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < FRAMES; i++) {
            String data = NastyText.text(random);
            expected.add("e-" + i + ' ' + NastyText.received(data));
            stream.writeBytes(bytes(Frame.event(new EventText("change"), new EventText("e-" + i), null, data)));
        }

        // when
        List<String> heard = new ArrayList<>();
        try (EventSource client = new EventSource.Builder(new Canned(stream.toByteArray(), pieceBytes)).build()) {
            for (int i = 0; i < FRAMES; i++) {
                MessageEvent event = client.readMessage();
                assertThat(event.getEventName()).isEqualTo("change");
                heard.add(event.getLastEventId() + ' ' + event.getData().replace('\uFFFD', '?'));
            }
        }

        // then
        assertThat(heard).isEqualTo(expected);
    }

    /** A connection that brings these bytes piece by piece. */
    private static final class Canned extends ConnectStrategy {
        private static final URI NOWHERE = URI.create("http://nowhere.invalid/");
        private final InputStream in;

        Canned(byte[] stream, int pieceBytes) {
            in = new ByteArrayInputStream(stream) {
                @Override
                public synchronized int read(byte[] target, int start, int count) {
                    return super.read(target, start, Math.min(count, pieceBytes));
                }
            };
        }

        @Override
        public Client createClient(LDLogger logger) {
            return new Client() {
                @Override
                public Result connect(String lastEventId) {
                    return new Result(in, NOWHERE, () -> {});
                }

                @Override
                public boolean awaitClosed(long timeoutMillis) {
                    return true;
                }

                @Override
                public URI getOrigin() {
                    return NOWHERE;
                }

                @Override
                public void close() {
                    // There is no connection.
                }
            };
        }
    }

    /** The one place that knows how a frame keeps its bytes. */
    private static byte[] bytes(Frame frame) {
        return frame.bytes().getBytes();
    }
}
