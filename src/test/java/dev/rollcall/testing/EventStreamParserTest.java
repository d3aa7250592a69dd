package dev.rollcall.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.EventStreamParser.Dispatched;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of WHATWG HTML 9.2.5 and 9.2.6, against the parser that judges ours. */
class EventStreamParserTest {
    private static final List<Integer> PIECES = List.of(1, 2, 3, 7, 64, Integer.MAX_VALUE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "data: a\\n\\n|a",
                "data: a\\r\\r|a",
                "data: a\\r\\n\\r\\n|a",
                "data: a\\n\\r\\n|a",
                "data: a\\r\\n\\n|a",
                "data: a\\n\\r|a",
                "data: a\\r\\ndata: b\\r\\n\\n|a\\nb",
                "data: a\\r\\rdata: b\\n\\n|a,b",
                "data:a\\n\\n|a",
                "data:  a\\n\\n| a",
                "data: : a\\n\\n|: a",
                "data:\\n\\n|''",
                "data:\\ndata:\\n\\n|\\n",
                "data: a\\ndata:\\ndata: b\\n\\n|a\\n\\nb",
                "data: x\\0y\\n\\n|x\\0y",
                "data: x\u2028y\\n\\n|x\u2028y",
                "data: \ud83d\udc18\\n\\n|\ud83d\udc18",
                "\ufeffdata: a\\n\\n|a",
                "data: \ufeffa\\n\\n|\ufeffa",
                "\\n\\n\\ndata: a\\n\\n\\n\\n|a",
            })
    void readsData(String stream, String expected) {
        List<String> data = List.of(expected.split(",", -1)).stream()
                .map(one -> "''".equals(one) ? "" : unescaped(one))
                .toList();

        for (int piece : PIECES) {
            assertThat(parsed(unescaped(stream), piece).events())
                    .extracting(Dispatched::data)
                    .isEqualTo(data);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                ": a\n\n",
                "event: a\n\n",
                "id: 1\n\n",
                "data: a",
                "data: a\n",
                "data: a\r",
                "data: a\r\n",
                "dat: a\n\n",
                "data : a\n\n",
                " data: a\n\n",
                "DATA: a\n\n",
                "\uFEFF\uFEFFdata: a\n\n",
                "\u2028data: a\n\n"
            })
    void dispatchesNothingWithoutAWholeEventThatHasData(String stream) {
        assertThat(parsed(stream, 1).events()).isEmpty();
    }

    @Test
    void keepsTheIdOverEventsUntilAnotherIsGiven() {
        String stream = "id: 1\ndata: a\n\ndata: b\n\nid: 2\n\ndata: c\n\nid\ndata: d\n\n";

        assertThat(parsed(stream, 1).events())
                .extracting(Dispatched::lastEventId)
                .containsExactly("1", "1", "2", "");
    }

    @Test
    void takesAnIdForTheNextConnectionOnlyWhenItsEventIsWhole() {
        assertThat(parsed("id: 1\ndata: a\n\nid: 2\n", 1).lastEventId()).isEqualTo("1");
        assertThat(parsed("id: 1\ndata: a\n\nid: 2\n\n", 1).lastEventId()).isEqualTo("2");
    }

    @Test
    void ignoresAnIdWithNul() {
        assertThat(parsed("id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n", 1).events())
                .containsExactly(new Dispatched("message", "a", "1"), new Dispatched("message", "b", "1"));
    }

    @Test
    void forgetsTheTypeOfAnEventWithoutData() {
        assertThat(parsed("event: a\n\ndata: b\n\n", 1).events()).containsExactly(new Dispatched("message", "b", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "retry: ",
                "retry: x",
                "retry: 5 ",
                "retry:  5",
                "retry: +5",
                "retry: -5",
                "retry: 1.5",
                "retry: ٣"
            })
    void takesOnlyAsciiDigitsForAPause(String line) {
        assertThat(parsed("retry: 70\n" + line + "\n", 1).retryMillis()).contains(BigInteger.valueOf(70));
    }

    private static EventStreamParser parsed(String stream, int pieceBytes) {
        return EventStreamParser.of(stream.getBytes(StandardCharsets.UTF_8), pieceBytes);
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\0", "\0");
    }
}
