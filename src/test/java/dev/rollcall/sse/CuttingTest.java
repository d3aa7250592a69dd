package dev.rollcall.sse;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.rollcall.Transport;
import dev.rollcall.sse.SseStreams.Writer;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cutting a stream that is over is nothing: a farewell may fail because its client has just gone. */
class CuttingTest {

    @ParameterizedTest
    @EnumSource
    void mayBeDoneTwice(Writer writer) throws Exception {
        Vertx vertx = Transport.vertx();
        SseStreams streams = new SseStreams(writer);
        Promise<Void> left = Promise.promise();
        try {
            int port = vertx.createHttpServer()
                    .requestHandler(request -> cutTwice(streams.open(request, Coding.IDENTITY), left))
                    .listen(0, "127.0.0.1")
                    .await(5, TimeUnit.SECONDS)
                    .actualPort();
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                client.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

                assertThatCode(() -> left.future().await(5, TimeUnit.SECONDS)).doesNotThrowAnyException();
            }
        } finally {
            vertx.close().await(5, TimeUnit.SECONDS);
        }
    }

    private static void cutTwice(SseStream stream, Promise<Void> left) {
        // After this turn, so that the second cut has its say.
        stream.onLeave(() -> Vertx.currentContext().runOnContext(v -> left.tryComplete()));
        stream.write(Frame.comment());
        try {
            stream.cut();
            stream.cut();
        } catch (RuntimeException e) {
            left.tryFail(e);
        }
    }
}
