package dev.rollcall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseDecoderTest {
    private static final String LETTERS = "x".repeat(300);
    private static final String STREAM =
            "retry: 5000\n\n: hello\n\nevent: versions\nid: e-1\ndata: {\"entries\":[]}\n\n"
                    + "data: q=1 t=7 " + LETTERS + "\n\n"
                    + "event: time\ndata: {\"seq\":29}\n\n"
                    + "event: change\r\nid: e-2\r\ndata: {\"seq\":1,\"body\":\"q=2 t=7 abc\"}\r\n\r\n"
                    + "event: change\nid: e-3\ndata: {\"seq\":2,\"body\":\"q=3 t=7 " + LETTERS + "\"}\n\n";
    private static final int EVENTS = 3;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 8, 9, 64, 159, 160, 161, 1_000})
    void countsEventsOfOursWhereverPiecesEnd(int pieceBytes) {
        // given
        Board board = new Board();
        Tally tally = board.begin(1, EVENTS);
        SseDecoder decoder = new SseDecoder(board);

        // when
        feed(STREAM, pieceBytes, (bytes, from, to) -> decoder.decode(bytes, from, to, 10));

        // then
        assertThat(tally.delivered()).isEqualTo(EVENTS);
        assertThat(tally.duplicates()).isZero();
        assertThat(tally.latencyMillis(100)).isEqualTo(3e-6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 16, 17, 255, 1_000})
    void seesThroughChunksWhateverTheirSize(int chunkBytes) {
        // given
        StringBuilder chunked = new StringBuilder();
        for (int at = 0; at < STREAM.length(); at += chunkBytes) {
            String chunk = STREAM.substring(at, Math.min(STREAM.length(), at + chunkBytes));
            chunked.append(Integer.toHexString(chunk.length())).append(at % 2 == 0 ? "\r\n" : ";x=y\r\n");
            chunked.append(chunk).append("\r\n");
        }
        for (int pieceBytes = 1; pieceBytes < 40; pieceBytes++) {
            Board board = new Board();
            Tally tally = board.begin(1, EVENTS);
            ChunkDecoder decoder = new ChunkDecoder(new SseDecoder(board));

            // when
            feed(chunked.toString(), pieceBytes, (bytes, from, to) -> decoder.decode(bytes, from, to, 10));

            // then
            assertThat(tally.delivered()).as("pieces of " + pieceBytes).isEqualTo(EVENTS);
            assertThat(decoder.ended()).isFalse();
            feed("0\r\n\r\n", pieceBytes, (bytes, from, to) -> decoder.decode(bytes, from, to, 10));
            assertThat(decoder.ended()).isTrue();
        }
    }

    @Test
    void tellsDuplicatesAndLatecomersFromDeliveries() {
        // given
        Board board = new Board();
        Tally tally = board.begin(5, 2);
        SseDecoder decoder = new SseDecoder(board);

        // when
        feed(
                "data: q=4 t=1 x\n\ndata: q=5 t=1 x\n\ndata: q=5 t=1 x\n\n",
                9,
                (bytes, from, to) -> decoder.decode(bytes, from, to, 10));

        // then
        assertThat(tally.late()).isEqualTo(1);
        assertThat(tally.delivered()).isEqualTo(1);
        assertThat(tally.duplicates()).isEqualTo(1);
    }

    private interface Sink {
        void take(byte[] bytes, int from, int to);
    }

    private static void feed(String text, int pieceBytes, Sink sink) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at < bytes.length; at += pieceBytes) {
            sink.take(bytes, at, Math.min(bytes.length, at + pieceBytes));
        }
    }
}
