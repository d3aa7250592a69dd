package dev.rollcall.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One stream on a connection of its own. On the thread of its reactor alone. */
final class Http1Stream implements Reactor.Handler {
    /** So little that the server's side fills up soon. */
    private static final int STALLED_RECEIVE_BYTES = 4096;

    private static final int OK = 200;

    private final Http1Streams all;
    private final SseDecoder events;
    private final Reading reading;
    private State state = State.CONNECTING;
    private @Nullable ResponseHead head = new ResponseHead();
    private @Nullable ChunkDecoder chunks;
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;

    Http1Stream(Http1Streams all, Reading reading) {
        this.all = all;
        this.reading = reading;
        this.events = all.decoder();
    }

    /** How far this client reads. */
    enum Reading {
        ALL,
        HEAD_ONLY
    }

    private enum State {
        CONNECTING,
        HEAD,
        BODY,
        ENDED
    }

    /** Whether it has had its response head. */
    boolean opened() {
        return head == null;
    }

    boolean reads() {
        return reading == Reading.ALL;
    }

    /** Begins to connect {@code fresh}, which it then owns. */
    void connect(Reactor reactor, SocketChannel fresh, InetSocketAddress source, InetSocketAddress server)
            throws IOException {
        channel = fresh;
        fresh.configureBlocking(false);
        fresh.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (reading == Reading.HEAD_ONLY) {
            fresh.setOption(StandardSocketOptions.SO_RCVBUF, STALLED_RECEIVE_BYTES);
        }
        fresh.bind(source);
        key = reactor.register(fresh, SelectionKey.OP_CONNECT, this);
        try {
            if (fresh.connect(server)) {
                request(key);
            }
        } catch (IOException e) {
            gone();
        }
    }

    @Override
    public void ready(SelectionKey ready) {
        try {
            if (state == State.CONNECTING) {
                ((SocketChannel) ready.channel()).finishConnect();
                request(ready);
            } else if (state != State.ENDED) {
                read((SocketChannel) ready.channel());
            }
        } catch (IOException | IllegalArgumentException e) {
            gone();
        }
    }

    /** A stalled stream reads on. */
    void resume() {
        if (reading == Reading.HEAD_ONLY && state == State.BODY && key != null) {
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    /** Ends the connection in order. */
    void end() {
        state = State.ENDED;
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The server was faster: it is at its end all the same.
            key = null;
        }
    }

    /** Ends it with a reset, which leaves no port waiting behind. */
    void cut() throws IOException {
        if (channel != null && channel.isOpen()) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        end();
    }

    private void request(SelectionKey connected) throws IOException {
        ByteBuffer request = all.request();
        ((SocketChannel) connected.channel()).write(request);
        if (request.hasRemaining()) {
            throw new IOException("a fresh socket took no request");
        }
        state = State.HEAD;
        connected.interestOps(SelectionKey.OP_READ);
    }

    private void read(SocketChannel from) throws IOException {
        ByteBuffer received = all.received();
        if (from.read(received) < 0) {
            gone();
            return;
        }
        long nowNanos = System.nanoTime();
        byte[] bytes = received.array();
        int to = received.position();
        if (state == State.BODY) {
            body(bytes, 0, to, nowNanos);
        } else {
            readHead(bytes, to, nowNanos);
        }
    }

    private void readHead(byte[] bytes, int to, long nowNanos) {
        ResponseHead current = head;
        int bodyFrom = current == null ? 0 : current.read(bytes, 0, to);
        if (current == null || bodyFrom < 0) {
            return;
        }
        if (current.status() != OK || !current.has("content-type: text/event-stream")) {
            gone();
            return;
        }
        chunks = current.has("transfer-encoding: chunked") ? new ChunkDecoder(events) : null;
        head = null;
        state = State.BODY;
        if (reading == Reading.HEAD_ONLY && key != null) {
            key.interestOps(0);
        }
        all.hasOpened(this);
        body(bytes, bodyFrom, to, nowNanos);
    }

    private void body(byte[] bytes, int from, int to, long nowNanos) {
        if (reading == Reading.HEAD_ONLY) {
            return;
        }
        if (chunks == null) {
            events.decode(bytes, from, to, nowNanos);
            return;
        }
        chunks.decode(bytes, from, to, nowNanos);
        if (chunks.ended()) {
            gone();
        }
    }

    private void gone() {
        if (state == State.ENDED) {
            return;
        }
        end();
        all.hasEnded(this);
    }
}
