package dev.rollcall.sse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.Transport;
import dev.rollcall.sse.SseStreams.Writer;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.impl.VertxConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The number of a closed socket belongs to whoever opens the next one. */
class ClosedSocketTest {
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    /** More than other threads could take in between. */
    private static final int PAIRS = 20;

    @Test
    void aStreamWhoseSocketIsClosedWritesToNobodyElse() throws Exception {
        // given
        Vertx vertx = Transport.vertx();
        WriterNotice writers = new WriterNotice();
        SseStreams streams = new SseStreams(Writer.SOCKET, writers);
        Promise<Integer> strayBytes = Promise.promise();
        HttpServerOptions options = new HttpServerOptions()
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
        HttpServer server = vertx.createHttpServer(options).requestHandler(request -> {
            SseStream stream = streams.open(request, Coding.IDENTITY);
            stream.write(Frame.comment());

            // when
            try (ServerSocketChannel listener = ServerSocketChannel.open()) {
                listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                // As Netty does when a client is lost: it closes at once, and tells the pipeline in a later task.
                ((VertxConnection) request.connection()).channel().close();
                strayBytes.complete(bytesToOthers(listener, stream));
            } catch (IOException | RuntimeException e) {
                strayBytes.fail(e);
            }
        });
        server.listen(0, "127.0.0.1").await(20, TimeUnit.SECONDS);

        try (Socket client = new Socket("127.0.0.1", server.actualPort())) {
            client.getOutputStream().write(REQUEST);

            // then
            assertThat(strayBytes.future().await(20, TimeUnit.SECONDS)).isZero();
            assertThat(writers.opened(Writer.SOCKET)).isEqualTo(1);
        } finally {
            vertx.close().await(20, TimeUnit.SECONDS);
        }
    }

    /** Opens sockets, one of which gets the number that was freed, writes to {@code stream} and reads from them all. */
    private static int bytesToOthers(ServerSocketChannel listener, SseStream stream) throws IOException {
        List<SocketChannel> others = new ArrayList<>();
        try {
            for (int i = 0; i < PAIRS; i++) {
                others.add(SocketChannel.open(listener.getLocalAddress()));
                others.add(listener.accept());
            }
            stream.write(Frame.comment());
            stream.write(List.of(Frame.comment(), Frame.comment()));
            int bytes = 0;
            for (SocketChannel other : others) {
                other.configureBlocking(false);
                bytes += other.read(ByteBuffer.allocate(100));
            }
            return bytes;
        } finally {
            for (SocketChannel other : others) {
                other.close();
            }
        }
    }
}
