package dev.rollcall.sse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.EventStreamParser;
import dev.rollcall.testing.EventStreamParser.Dispatched;
import dev.rollcall.testing.NastyText;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a frame says is what a client by the standard hears, whatever the text. */
class FrameConformanceTest {
    private static final EventText NAME = new EventText("change");
    private static final int SEEDS = 5_000;

    @Test
    void anyTextComesOutAsItWentInButForItsLineEnds() {
        for (int seed = 0; seed < SEEDS; seed++) {
            // given
            String data = NastyText.text(new Random(seed));

            // when
            List<Dispatched> events = parsed(Frame.event(NAME, data)).events();

            // then
            assertThat(replaced(events))
                    .as("seed " + seed)
                    .containsExactly(new Dispatched("change", NastyText.received(data), ""));
        }
    }

    @Test
    void anyRunOfFramesComesOutEventByEvent() {
        for (int seed = 0; seed < SEEDS / 10; seed++) {
            // given
            Random random = new Random(seed);
            List<Dispatched> expected = new ArrayList<>();
            List<Frame> frames = new ArrayList<>();
            String lastId = "";
            for (int i = 0; i < 20; i++) {
                String name = oneLine(random);
                String id = random.nextBoolean() ? oneLine(random) : null;
                String data = NastyText.text(random);
                lastId = id == null ? lastId : NastyText.received(id);
                String type = name.isEmpty() ? "message" : NastyText.received(name);
                expected.add(new Dispatched(type, NastyText.received(data), lastId));
                frames.add(random.nextBoolean() ? Frame.comment() : Frame.retry(Duration.ofMillis(i)));
                frames.add(Frame.event(new EventText(name), id == null ? null : new EventText(id), null, data));
            }

            // when
            EventStreamParser parser = parsed(frames.toArray(Frame[]::new));

            // then
            assertThat(replaced(parser.events())).as("seed " + seed).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1500, 86_400_000_000_000L, Long.MAX_VALUE})
    void aPauseIsHeardAloneAndWithAnEvent(long millis) {
        Duration pause = Duration.ofMillis(millis);

        assertThat(parsed(Frame.retry(pause)).retryMillis()).contains(BigInteger.valueOf(millis));
        assertThat(parsed(Frame.retry(pause)).events()).isEmpty();
        assertThat(parsed(Frame.event(NAME, null, pause, "x")).retryMillis()).contains(BigInteger.valueOf(millis));
        assertThat(parsed(Frame.event(NAME, null, pause, "x")).events()).hasSize(1);
    }

    @Test
    void aCommentAndAnEmptyFrameAreNotHeardAtAll() {
        EventStreamParser parser =
                parsed(Frame.event(NAME, "a"), Frame.comment(), Frame.NOTHING, Frame.event(NAME, "b"));

        assertThat(parser.events()).extracting(Dispatched::data).containsExactly("a", "b");
        assertThat(parser.comments()).hasSize(1);
    }

    /** A name or an id: what may not stand in one is refused before (FrameTest). */
    private static String oneLine(Random random) {
        return NastyText.text(random).replaceAll("[\r\n\0]", "");
    }

    private static EventStreamParser parsed(Frame... frames) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (Frame frame : frames) {
            stream.writeBytes(bytes(frame));
        }
        EventStreamParser parser = new EventStreamParser();
        parser.feed(stream.toByteArray());
        return parser;
    }

    /** Half of a surrogate pair has no UTF-8: which one character replaces it is left to the encoder. */
    private static List<Dispatched> replaced(List<Dispatched> events) {
        return events.stream()
                .map(event -> new Dispatched(
                        event.type().replace('\uFFFD', '?'),
                        event.data().replace('\uFFFD', '?'),
                        event.lastEventId().replace('\uFFFD', '?')))
                .toList();
    }

    /** The one place that knows how a frame keeps its bytes. */
    private static byte[] bytes(Frame frame) {
        return frame.bytes().getBytes();
    }
}
