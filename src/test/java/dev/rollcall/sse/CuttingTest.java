package dev.rollcall.sse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.Transport;
import dev.rollcall.sse.SseStreams.Writer;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stream that is over takes every call in peace: who calls cannot know yet. */
class CuttingTest {
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @EnumSource
    void aStreamThatWasCutMayBeWrittenToEndedAndCutAgain(Writer writer) throws Exception {
        // given
        Vertx vertx = Transport.vertx();
        WriterNotice writers = new WriterNotice();
        SseStreams streams = new SseStreams(writer, writers);
        AtomicInteger leaves = new AtomicInteger();
        Promise<Boolean> endFailed = Promise.promise();
        HttpServerOptions options = new HttpServerOptions()
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
        HttpServer server = vertx.createHttpServer(options).requestHandler(request -> {
            SseStream stream = streams.open(request, Coding.IDENTITY);
            stream.onLeave(leaves::incrementAndGet);
            stream.write(Frame.comment());

            // when
            try {
                stream.cut();
                stream.cut();
                stream.write(Frame.comment());
                stream.end(Frame.comment()).onComplete(end -> {
                    stream.cut();
                    endFailed.complete(end.failed());
                });
            } catch (RuntimeException e) {
                endFailed.fail(e);
            }
        });
        server.listen(0, "127.0.0.1").await(20, TimeUnit.SECONDS);

        try (Socket client = new Socket("127.0.0.1", server.actualPort())) {
            client.getOutputStream().write(REQUEST);

            // then
            assertThat(endFailed.future().await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(leaves).hasValue(1);
            assertThat(writers.opened(writer)).isEqualTo(1);
        } finally {
            vertx.close().await(20, TimeUnit.SECONDS);
        }
    }
}
