package dev.rollcall.sse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Gunzip;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GzipBlocksTest {
    private static final long SEED = 20_261_122;
    private static final int[] SIZES = {0, 1, 8191, 8192, 65_535, 65_536, 131_071, 200 * 1024};
    private static final int STREAMS = 40;
    private static final int BLOCKS_MAX = 12;

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(SEED + size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] repetitive(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) "event: time\n".charAt(i % 12);
        }
        return bytes;
    }

    static Stream<byte[]> texts() {
        return Arrays.stream(SIZES).boxed().flatMap(size -> Stream.of(random(size), repetitive(size)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void eachBlockIsThereAsSoonAsItHasCome(byte[] text) {
        Gunzip reader = new Gunzip();

        reader.read(GzipBlocks.HEADER.bytes().getBytes());

        assertThat(reader.read(GzipBlocks.deflated(Buffer.buffer(text)).getBytes()))
                .isEqualTo(text);
        assertThat(reader.read(GzipBlocks.stored(Buffer.buffer(text)).getBytes()))
                .isEqualTo(text);
        assertThat(reader.read(GzipBlocks.deflated(Buffer.buffer(text)).getBytes()))
                .isEqualTo(text);
        reader.end();
    }

    @Test
    void blocksThatAllShareFollowEachOtherInWhateverOrderAClientGetsThem() {
        // given
        Random random = new Random(SEED);
        List<byte[]> texts = texts().toList();
        List<byte[]> shared = texts.stream()
                .map(text -> GzipBlocks.deflated(Buffer.buffer(text)).getBytes())
                .toList();

        for (int stream = 0; stream < STREAMS; stream++) {
            Gunzip reader = new Gunzip();
            reader.read(GzipBlocks.HEADER.bytes().getBytes());
            for (int block = random.nextInt(BLOCKS_MAX); block >= 0; block--) {
                // when
                int which = random.nextInt(texts.size());
                byte[] text = texts.get(which);
                byte[] bytes = random.nextInt(3) == 0
                        ? GzipBlocks.stored(Buffer.buffer(text)).getBytes()
                        : shared.get(which);

                // then
                assertThat(reader.read(bytes))
                        .as("seed %d, stream %d", SEED, stream)
                        .isEqualTo(text);
            }
            reader.end();
        }
    }

    @Test
    void aBlockMayComeInAnyTwoPieces() {
        byte[] text = repetitive(300);
        byte[] all = Buffer.buffer()
                .appendBuffer(GzipBlocks.HEADER.bytes())
                .appendBuffer(GzipBlocks.deflated(Buffer.buffer(text)))
                .getBytes();

        for (int cut = 0; cut <= all.length; cut++) {
            Gunzip reader = new Gunzip();
            byte[] first = reader.read(Arrays.copyOf(all, cut));
            byte[] second = reader.read(Arrays.copyOfRange(all, cut, all.length));
            reader.end();
            assertThat(Buffer.buffer(first).appendBytes(second).getBytes()).isEqualTo(text);
        }
    }

    @Test
    void shrinksWhatManyGetAndAddsLittleToWhatOneGets() {
        Frame many = new Frame(Buffer.buffer(repetitive(200 * 1024)));

        assertThat(Coding.GZIP.shared(many).length()).isLessThan(many.length() / 50);
        assertThat(Coding.GZIP.single(many).length()).isLessThan(many.length() + 100);
        assertThat(Coding.GZIP.single(Frame.NOTHING).isEmpty()).isTrue();
    }
}
