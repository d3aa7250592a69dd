package dev.rollcall.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.testing.EventStreamParser.Dispatched;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of RFC 9112, 7.1 and RFC 1952, against the decoders that judge our server. */
class RawResponseTest {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\ntransfer-encoding: chunked\r\n";
    private static final Dispatched A = new Dispatched("message", "a", "");
    private static final Dispatched ELEPHANT = new Dispatched("message", "🐘", "");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 10_000})
    void readsEventsThatChunksCutAnywhere(int pieceBytes) {
        byte[] elephant = "🐘".getBytes(StandardCharsets.UTF_8);
        byte[] bytes = joined(
                ascii(HEAD + "\r\n5\r\ndata:\r\n03\r\n a\n\r\n1;note=\"x\"\r\n\n\r\n8\r\ndata: "),
                Arrays.copyOf(elephant, 2),
                ascii("\r\nA\r\n"),
                Arrays.copyOfRange(elephant, 2, 4),
                ascii("\n\n: fill\r\n"),
                ascii("0\r\nTrailer: x\r\n\r\n"));

        RawResponse response = RawResponse.of(bytes, pieceBytes);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsEntry("content-type", "text/event-stream");
        assertThat(response.events().events()).containsExactly(A, ELEPHANT);
        assertThat(response.isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\ndata:",
                "\r\n",
                "x\r\n",
                "-1\r\n",
                " 5\r\n",
                "5 \r\n",
                "3\r\nabcd\r\n",
                "3\r\nabc\n",
                "3\r\nabc0\r\n",
                "00000005\r\n",
                "0\r\n\r\n0\r\n\r\n",
                "0\r\n\r\nHTTP/1.1"
            })
    void refusesChunksThatAreNotAsTheStandardHasThem(String body) {
        byte[] bytes = ascii(HEAD + "\r\n" + body);

        assertThatThrownBy(() -> RawResponse.of(bytes, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chunked coding: found byte");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "8\r\n", "8\r\ndata: a\n", "8\r\ndata: a\n\r\n", "1\r\nx\r\n0\r\n", "0\r\nTrailer: x\r\n"})
    void isNotCompleteWithoutTheLastChunk(String body) {
        RawResponse response = RawResponse.of(ascii(HEAD + "\r\n" + body), 1);

        assertThat(response.isComplete()).isFalse();
        assertThat(response.events().events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 10_000})
    void gunzipsEachEventAsSoonAsItsBytesAreThere(int pieceBytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        GZIPOutputStream gzip = new GZIPOutputStream(zipped, true);
        gzip.write(ascii("data: a\n\n"));
        gzip.flush();
        byte[] first = zipped.toByteArray();
        gzip.write("data: 🐘\n\n".getBytes(StandardCharsets.UTF_8));
        gzip.flush();
        byte[] head = ascii(HEAD + "Content-Encoding: gzip\r\n\r\n");
        byte[] rest = Arrays.copyOfRange(zipped.toByteArray(), first.length, zipped.size());

        RawResponse begun = RawResponse.of(joined(head, chunk(first)), pieceBytes);
        RawResponse whole = RawResponse.of(joined(head, chunk(first), chunk(rest), ascii("0\r\n\r\n")), pieceBytes);

        assertThat(begun.events().events()).containsExactly(A);
        assertThat(begun.isComplete()).isFalse();
        assertThat(whole.events().events()).containsExactly(A, ELEPHANT);
        assertThat(whole.isComplete()).isTrue();
    }

    @Test
    void refusesGzipThatEndsAndWhatIsNone() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(ascii("data: a\n\n"));
        }
        byte[] head = ascii(HEAD + "Content-Encoding: gzip\r\n\r\n");

        assertThatThrownBy(() -> RawResponse.of(joined(head, chunk(zipped.toByteArray())), 1))
                .hasMessageContaining("final block");
        assertThatThrownBy(() -> RawResponse.of(joined(head, chunk(ascii("data: a\n\n"))), 1))
                .hasMessageContaining("gzip header");
    }

    private static byte[] chunk(byte[] data) {
        return joined(ascii(Integer.toHexString(data.length) + "\r\n"), data, ascii("\r\n"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
