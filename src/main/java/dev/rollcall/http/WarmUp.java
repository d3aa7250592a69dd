package dev.rollcall.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Exercises the way of a new client before anybody waits: a cold JVM spends several times as long on a connection as one
 * that has compiled the code for it. Clients come over the loopback to a server of their own, with a hub of its own.
 */
final class WarmUp {
    private static final byte[] REQUEST =
            "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int READ_BYTES = 4096;
    private static final int PATIENCE_MILLIS = 2_000;

    private WarmUp() {}

    /**
     * Opens and closes {@code connections} streams of {@code router}, one after the other. On the event loop that is to be
     * warmed; the clients are on a worker.
     *
     * @return succeeds when that is done, also where it failed: it is a matter of speed alone
     */
    static Future<Void> of(Vertx vertx, HttpServerOptions options, Router router, int connections) {
        if (connections == 0) {
            return Future.succeededFuture();
        }
        HttpServer server = vertx.createHttpServer(options).requestHandler(router);
        return server.listen(0, InetAddress.getLoopbackAddress().getHostAddress())
                .compose(listening -> vertx.executeBlocking(() -> {
                    connect(listening.actualPort(), connections);
                    return null;
                }))
                .eventually(server::close)
                .otherwiseEmpty()
                .mapEmpty();
    }

    private static void connect(int port, int connections) throws IOException {
        byte[] answer = new byte[READ_BYTES];
        for (int i = 0; i < connections; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.getOutputStream().write(REQUEST);
                if (socket.getInputStream().read(answer) < 0) {
                    return;
                }
            }
        }
    }
}
