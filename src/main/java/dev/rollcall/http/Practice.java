package dev.rollcall.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/**
 * A server for ourselves alone, for the time of some visits over the loopback: the JVM learns on it what somebody would
 * otherwise wait for. It is a matter of speed alone, so nobody hears of it when it fails.
 */
final class Practice {
    private static final int PATIENCE_MILLIS = 2_000;

    private Practice() {}

    /** What a visitor does. */
    interface Visits {
        /** Visits the server on {@code port}; on a worker, may block. */
        void make(int port) throws IOException;
    }

    /** Succeeds when {@code visits} are over and the server that {@code handler} answers for is closed; on the current event loop. */
    static Future<Void> run(Vertx vertx, HttpServerOptions options, Handler<HttpServerRequest> handler, Visits visits) {
        HttpServer server = vertx.createHttpServer(options).requestHandler(handler);
        return server.listen(0, InetAddress.getLoopbackAddress().getHostAddress())
                .compose(listening -> vertx.<Void>executeBlocking(
                        () -> {
                            visits.make(listening.actualPort());
                            return null;
                        },
                        false))
                .eventually(server::close)
                .otherwiseEmpty();
    }

    /** A connection to the server on {@code port} that waits for no answer for ever. */
    static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }
}
