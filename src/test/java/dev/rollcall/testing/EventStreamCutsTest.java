package dev.rollcall.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.EventStreamParser.Dispatched;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of WHATWG HTML 9.2.6 and streams of rubbish, cut in pieces of every size. */
class EventStreamCutsTest {
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
        String stream = withTerminators(terminators);
        EventStreamParser parser = EventStreamParser.of(stream.getBytes(StandardCharsets.UTF_8), pieceBytes);

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

    @Test
    void readsAnythingAlikeHoweverItIsCut() {
        for (int seed = 0; seed < 300; seed++) {
            byte[] stream = NastyText.stream(new Random(seed));
            EventStreamParser whole = EventStreamParser.of(stream, stream.length);
            for (int piece : PIECES) {
                assertThat(EventStreamParser.of(stream, piece).events())
                        .as("seed " + seed)
                        .isEqualTo(whole.events());
            }
        }
    }

    private static String withTerminators(List<String> terminators) {
        StringBuilder stream = new StringBuilder();
        int lines = 0;
        for (String line : EXAMPLES.split("\n", -1)) {
            stream.append(line).append(terminators.get(lines++ % terminators.size()));
        }
        return stream.toString();
    }
}
