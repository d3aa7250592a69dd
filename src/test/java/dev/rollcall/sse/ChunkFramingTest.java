package dev.rollcall.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChunkFramingTest {
    private final Frame comment = Frame.comment();

    @Test
    void aFrameThatMemoryIsTooShortForDoesNoHarmToTheNextOnes() {
        // given
        try (ChunkFraming framing = new ChunkFraming()) {
            framing.framed(comment);

            // when
            assertThatThrownBy(() -> framing.framed(tooLarge())).isInstanceOf(OutOfMemoryError.class);

            // then
            assertThat(framing.framed(comment).toString(StandardCharsets.US_ASCII))
                    .isEqualTo("3\r\n:\n\n\r\n");
            Frame other = Frame.comment();
            assertThat(framing.framed(other).toString(StandardCharsets.US_ASCII))
                    .isEqualTo("3\r\n:\n\n\r\n");
        }
    }

    private static Frame tooLarge() {
        return new Frame((Buffer) Proxy.newProxyInstance(
                ChunkFramingTest.class.getClassLoader(), new Class<?>[] {Buffer.class}, (proxy, method, arguments) -> {
                    throw new OutOfMemoryError("as the JVM says when direct memory is used up");
                }));
    }
}
