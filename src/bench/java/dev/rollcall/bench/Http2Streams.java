package dev.rollcall.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpVersion;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Streams over HTTP/2 without TLS, many to a connection. Vert.x does the work, on one event loop; the tally is written there.
 */
final class Http2Streams implements Streams {
    private static final int CONNECTING_MAX = 16;
    /** As large as browsers make them, so that it is the server that is measured and not the waiting for credit. */
    private static final int STREAM_WINDOW_BYTES = 1 << 20;

    private static final int CONNECTION_WINDOW_BYTES = 15 << 20;
    private static final int CLOSE_SECONDS_MAX = 10;

    private final Board board;
    private final int connections;
    private final int streamsPerConnection;
    private final HttpConnectOptions server;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClientAgent client;
    private final Queue<HttpClientConnection> open = new ConcurrentLinkedQueue<>();
    private Http2Count count = new Http2Count();
    private int begun;

    Http2Streams(Board board, int port, int connections, int streamsPerConnection) {
        this.board = board;
        this.connections = connections;
        this.streamsPerConnection = streamsPerConnection;
        this.server = new HttpConnectOptions().setHost("127.0.0.1").setPort(port);
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2ConnectionWindowSize(CONNECTION_WINDOW_BYTES)
                .setInitialSettings(new Http2Settings().setInitialWindowSize(STREAM_WINDOW_BYTES)));
    }

    @Override
    public int wanted() {
        return connections * streamsPerConnection;
    }

    @Override
    public void open() {
        // Streams of before count where they were opened.
        count = new Http2Count();
        begun = 0;
    }

    @Override
    public void advance() {
        while (begun < connections && begun - count.settled() / streamsPerConnection < CONNECTING_MAX) {
            begun++;
            Http2Count counting = count;
            client.connect(server)
                    .onSuccess(connection -> {
                        open.add(connection);
                        for (int i = 0; i < streamsPerConnection; i++) {
                            new Http2Stream(counting, new SseDecoder(board)).open(connection);
                        }
                    })
                    .onFailure(cause -> counting.lost(streamsPerConnection));
        }
    }

    @Override
    public int opened() {
        return count.opened();
    }

    @Override
    public int lost() {
        return count.lost();
    }

    @Override
    public int receiving() {
        return count.receiving();
    }

    @Override
    public void resume() {
        // None of them stalls.
    }

    @Override
    public void end() {
        for (HttpClientConnection connection = open.poll(); connection != null; connection = open.poll()) {
            connection.close();
        }
    }

    @Override
    public void close() {
        try {
            vertx.close().await(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // The process ends now anyway, and its sockets with it.
            System.err.println("connections were not closed in " + CLOSE_SECONDS_MAX + " s");
        }
    }
}
