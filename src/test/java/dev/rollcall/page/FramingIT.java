package dev.rollcall.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sse.EventText;
import dev.rollcall.sse.Frame;
import dev.rollcall.testing.EventStreamParser;
import dev.rollcall.testing.EventStreamParser.Dispatched;
import dev.rollcall.testing.NastyText;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A real Chromium and our parser of the standard agree on the worst bytes: on our frames with any text in them, and, so that
 * the judge is judged too, on streams that nobody would send.
 */
class FramingIT {
    private static final List<String> TYPES = List.of("message", "a", "b", "end");
    private static final byte[] END = "\n\nevent: end\ndata: x\n\n".getBytes(StandardCharsets.UTF_8);
    private static final int STREAMS = 100;
    private static final int FRAMES = 500;
    private static final int PIECE_BYTES_MAX = 200;

    @RegisterExtension
    static final Browser browser = Browser.ofTheClass();

    private static Vertx vertx;
    private static volatile byte[] stream = {};

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        HttpServer server = vertx.createHttpServer()
                .requestHandler(FramingIT::answer)
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
        browser.open("http://127.0.0.1:" + server.actualPort() + "/");
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void anyTextInAFrameReachesAScriptAsItWentInButForItsLineEnds() {
        // given
        Random random = new Random(1);
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            EventText id = random.nextBoolean() ? new EventText("e-" + i) : null;
            String data = NastyText.text(random);
            expected.add(NastyText.received(data));
            frames.writeBytes(bytes(Frame.event(new EventText("message"), id, null, data)));
        }
        expected.add("x");

        // when
        List<Dispatched> heard = heard(frames.toByteArray());

        // then
        assertThat(heard).isEqualTo(parsed());
        assertThat(heard)
                .extracting(event -> event.data().replace('\uFFFD', '?'))
                .isEqualTo(expected);
    }

    @Test
    void anyStreamIsReadAlikeByChromiumAndByOurParser() {
        for (int seed = 0; seed < STREAMS; seed++) {
            List<Dispatched> heard = heard(NastyText.stream(new Random(seed)));

            assertThat(heard).as("seed " + seed).isEqualTo(parsed());
        }
    }

    private static List<Dispatched> heard(byte[] bytes) {
        stream = Buffer.buffer(bytes).appendBytes(END).getBytes();
        HeardEvents heard = HeardEvents.from(browser, "stream", TYPES);
        heard.await("end");
        return heard.all();
    }

    /** What the browser listened to; broken bytes also make types of which a test can know nothing. */
    private static List<Dispatched> parsed() {
        EventStreamParser parser = new EventStreamParser();
        parser.feed(stream);
        return parser.events().stream()
                .filter(event -> TYPES.contains(event.type()))
                .toList();
    }

    private static void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (request.path().equals("/stream")) {
            response.setChunked(true).putHeader("Content-Type", "text/event-stream");
            write(response, Buffer.buffer(stream), new Random(stream.length));
        } else {
            response.putHeader("Content-Type", "text/html").end("<!doctype html><title>blank</title>");
        }
    }

    /** In pieces that a character may stand across; left open, for a browser comes back to a stream that has ended. */
    private static Future<Void> write(HttpServerResponse response, Buffer rest, Random random) {
        int size = Math.min(rest.length(), 1 + random.nextInt(PIECE_BYTES_MAX));
        return size == 0
                ? Future.succeededFuture()
                : response.write(rest.getBuffer(0, size))
                        .compose(sent -> write(response, rest.getBuffer(size, rest.length()), random));
    }

    /** The one place that knows how a frame keeps its bytes. */
    private static byte[] bytes(Frame frame) {
        return frame.bytes().getBytes();
    }
}
