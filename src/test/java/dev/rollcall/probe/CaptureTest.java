package dev.rollcall.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class CaptureTest {
    private static final byte[] CHUNK = new byte[8];

    @Test
    void takesAtMostOneChunkATime() throws IOException {
        // given
        Capture capture = new Capture(stream("0123456789"), 100, CHUNK);

        // then
        assertThat(capture.pump()).isTrue();
        assertThat(capture.captured()).isEqualTo(new Captured("01234567", 8, true));
        assertThat(capture.pump()).isTrue();
        assertThat(capture.captured()).isEqualTo(new Captured("0123456789", 10, true));
        assertThat(capture.pump()).isFalse();
    }

    @Test
    void keepsTheBeginningAndCountsTheRest() throws IOException {
        // given
        Capture capture = new Capture(stream("0123456789".repeat(10)), 12, CHUNK);

        // when
        drain(capture);

        // then
        assertThat(capture.captured()).isEqualTo(new Captured("012345678901", 100, false));
    }

    @Test
    void isCompleteAtExactlyTheLimit() throws IOException {
        // given
        Capture capture = new Capture(stream("0123456789"), 10, CHUNK);

        // when
        drain(capture);

        // then
        assertThat(capture.captured()).isEqualTo(new Captured("0123456789", 10, true));
    }

    @Test
    void neverReadsWhereNothingIsReady() throws IOException {
        // given: a pipe that somebody holds open without writing
        InputStream silent = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("would block for ever");
            }
        };
        Capture capture = new Capture(silent, 10, CHUNK);

        // then
        assertThat(capture.pump()).isFalse();
        assertThat(capture.captured()).isEqualTo(new Captured("", 0, true));
    }

    @Test
    void replacesWhatIsNotUtf8AndACharacterThatTheLimitCutsInTwo() throws IOException {
        // given
        Capture rubbish = new Capture(new ByteArrayInputStream(new byte[] {'a', (byte) 0xff, 'b'}), 10, CHUNK);
        Capture cut = new Capture(stream("aé"), 2, CHUNK);

        // when
        drain(rubbish);
        drain(cut);

        // then
        assertThat(rubbish.captured().text()).isEqualTo("a\uFFFDb");
        assertThat(cut.captured()).isEqualTo(new Captured("a\uFFFD", 3, false));
    }

    @Test
    void joinsACharacterThatComesInTwoChunks() throws IOException {
        // given
        Capture capture = new Capture(stream("1234567é"), 100, CHUNK);

        // when
        drain(capture);

        // then
        assertThat(capture.captured().text()).isEqualTo("1234567é");
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static void drain(Capture capture) throws IOException {
        while (capture.pump()) {
            // Until it is empty.
        }
    }
}
