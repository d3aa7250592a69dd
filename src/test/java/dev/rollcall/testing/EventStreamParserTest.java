package dev.rollcall.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.EventStreamParser.Dispatched;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples and the rules of WHATWG HTML 9.2.5 and 9.2.6, against the parser that judges ours. */
class EventStreamParserTest {
    private static final List<Integer> PIECES = List.of(1, 2, 3, 7, 64, Integer.MAX_VALUE);

    /** The examples of the standard, one after the other, with a terminator of our choice. */
    private static final String EXAMPLES = """
            data: YHOO
            data: +2
            data: 10

            : test stream

            data: first event
            id: 1

            data:second event
            id

            data:  third event

            data

            data
            data

            data:test

            data: test

            event: add
            data: 73857293

            data:""";

    @ParameterizedTest
    @MethodSource("terminatorsAndPieces")
    void readsTheExamplesOfTheStandardWhateverEndsALineAndHoweverTheyAreCut(List<String> terminators, int pieceBytes) {
        EventStreamParser parser = parsed(withTerminators(EXAMPLES, terminators), pieceBytes);

        assertThat(parser.events())
                .containsExactly(
                        new Dispatched("message", "YHOO\n+2\n10", ""),
                        new Dispatched("message", "first event", "1"),
                        new Dispatched("message", "second event", ""),
                        new Dispatched("message", " third event", ""),
                        new Dispatched("message", "", ""),
                        new Dispatched("message", "\n", ""),
                        new Dispatched("message", "test", ""),
                        new Dispatched("message", "test", ""),
                        new Dispatched("add", "73857293", ""));
        assertThat(parser.comments()).containsExactly(" test stream");
    }

    static Stream<Arguments> terminatorsAndPieces() {
        return Stream.of(
                        List.of("\n"),
                        List.of("\r"),
                        List.of("\r\n"),
                        List.of("\n", "\r", "\r\n"),
                        List.of("\r\n", "\n"))
                .flatMap(terminators -> PIECES.stream().map(piece -> Arguments.of(terminators, piece)));
    }

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

    @ParameterizedTest
    @CsvSource({
        "80, �", "C3 41, �A", "C0 AF, ��", "E2 80 41, �A", "F0 9F 90 41, �A", "ED A0 BD ED B0 98, ������",
        "F4 90 80 80, ����", "FF, �", "E0 80 AF, ���", "F0 9F 90 98, 🐘", "C3 C3 A9, �é",
                "F1 80 F1 80 80 80, �\uD8C0\uDC00"
    })
    void replacesWhatIsNoUtf8AsTheEncodingStandardDoes(String hex, String expected) {
        byte[] middle = new BigInteger("1" + hex.replace(" ", ""), 16).toByteArray();
        EventStreamParser parser = new EventStreamParser();

        parser.feed("data: ".getBytes(StandardCharsets.US_ASCII));
        parser.feed(Arrays.copyOfRange(middle, 1, middle.length));
        parser.feed("\n\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(parser.events()).extracting(Dispatched::data).containsExactly(expected);
    }

    @Test
    void readsAnythingAlikeHoweverItIsCut() {
        for (int seed = 0; seed < 300; seed++) {
            byte[] stream = NastyText.stream(new Random(seed));
            EventStreamParser whole = parsed(stream, stream.length);
            for (int piece : PIECES) {
                assertThat(parsed(stream, piece).events()).as("seed " + seed).isEqualTo(whole.events());
            }
        }
    }

    private static EventStreamParser parsed(String stream, int pieceBytes) {
        return parsed(stream.getBytes(StandardCharsets.UTF_8), pieceBytes);
    }

    private static EventStreamParser parsed(byte[] stream, int pieceBytes) {
        EventStreamParser parser = new EventStreamParser();
        for (int start = 0; start < stream.length; start += Math.min(pieceBytes, stream.length - start)) {
            parser.feed(Arrays.copyOfRange(stream, start, start + Math.min(pieceBytes, stream.length - start)));
        }
        return parser;
    }

    private static String withTerminators(String text, List<String> terminators) {
        StringBuilder stream = new StringBuilder();
        int lines = 0;
        for (String line : text.split("\n", -1)) {
            stream.append(line).append(terminators.get(lines++ % terminators.size()));
        }
        return stream.toString();
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\0", "\0");
    }
}
