package dev.rollcall.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between a client of somebody else's and a server, passes on every byte as it is and keeps those of each answer: what
 * the client made of them can be compared with what they mean.
 */
public final class Tee implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final NetClient net = vertx.createNetClient();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private final Set<NetSocket> clients = ConcurrentHashMap.newKeySet();
    private final URI server;
    private final URI address;
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private volatile boolean refusing;

    /** One request and the bytes of its answer so far. */
    public static final class Exchange {
        private final String request;
        private final long askedNanos = System.nanoTime();
        private final Buffer answer = Buffer.buffer();

        private Exchange(String request) {
            this.request = request;
        }

        /** Request line and headers as they were sent. */
        public String request() {
            return request;
        }

        /** How long after {@code earlier} this was asked. */
        public Duration after(Exchange earlier) {
            return Duration.ofNanos(askedNanos - earlier.askedNanos);
        }

        /** The answer so far. */
        public synchronized RawResponse response() {
            return RawResponse.of(answer.getBytes(), Math.max(1, answer.length()));
        }

        private synchronized void append(Buffer piece) {
            answer.appendBuffer(piece);
        }
    }

    /** Passes everything on to {@code server}. */
    public Tee(URI server) throws TimeoutException {
        this.server = server;
        int port = vertx.createNetServer()
                .connectHandler(this::connect)
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS)
                .actualPort();
        address = URI.create("http://127.0.0.1:" + port + "/");
    }

    /** What the client is to take for the server's address. */
    public URI address() {
        return address;
    }

    /** The requests that have {@code text} in their first line, in their order. */
    public List<Exchange> exchanges(String text) {
        return exchanges.stream()
                .filter(exchange ->
                        exchange.request().lines().findFirst().orElse("").contains(text))
                .toList();
    }

    /** Cuts every connection, and each that is made, until {@link #accept}. */
    public void refuse() {
        refusing = true;
        cut();
    }

    /** Lets connections be made again. */
    public void accept() {
        refusing = false;
    }

    /** Answers requests of this path itself, with this status and nothing else, until {@link #passOn}. */
    public void answer(String path, int status) {
        statuses.put(path, status);
    }

    /** Passes requests of this path on again. */
    public void passOn(String path) {
        statuses.remove(path);
    }

    /** Cuts every connection, as a network does. */
    public void cut() {
        clients.forEach(NetSocket::close);
    }

    @Override
    public void close() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private void connect(NetSocket client) {
        if (refusing) {
            client.close();
            return;
        }
        clients.add(client);
        client.pause();
        net.connect(server.getPort(), server.getHost())
                .onSuccess(upstream -> join(client, upstream))
                .onFailure(refused -> client.close());
    }

    private void join(NetSocket client, NetSocket upstream) {
        AtomicReference<Exchange> current = new AtomicReference<>(new Exchange(""));
        client.handler(piece -> {
            String text = piece.toString();
            // These clients wait for each answer before they ask again, and ask in one piece.
            if (text.startsWith("GET ")) {
                current.set(new Exchange(text));
                exchanges.add(current.get());
                Integer status = statuses.get(pathOf(text));
                if (status != null) {
                    client.write("HTTP/1.1 " + status + " Said by the tee\r\nContent-Length: 0\r\n\r\n");
                    return;
                }
            }
            upstream.write(piece);
        });
        upstream.handler(piece -> {
            current.get().append(piece);
            client.write(piece);
        });
        upstream.closeHandler(closed -> client.end());
        client.closeHandler(closed -> {
            clients.remove(client);
            upstream.close();
        });
        client.resume();
    }

    /** The path of a request, without a query. */
    private static String pathOf(String request) {
        return request.split("[ ?]", 3)[1];
    }
}
