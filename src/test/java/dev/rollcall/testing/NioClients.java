package dev.rollcall.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Very many streams on one thread. What each got is kept as it came, together with the moment when the response ended.
 *
 * <p>{@link #connected} may be called by any thread, everything else by one.
 */
public final class NioClients implements AutoCloseable {
    private static final byte[] REQUEST =
            "GET /events HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";
    /** Connections that are being opened at one time. */
    private static final int OPENING_MAX = 200;

    private static final int SELECT_MILLIS = 10;

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private final List<One> clients = new ArrayList<>();
    private final AtomicInteger connected = new AtomicInteger();
    private final InetSocketAddress server;
    private int closed;

    /** Clients of {@code server}, none as yet. */
    public NioClients(URI server) throws IOException {
        this.server = new InetSocketAddress(server.getHost(), server.getPort());
    }

    /** One stream. */
    public static final class One {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private String tail = "";
        private long endedNanos;
        private boolean ended;

        /** Everything that came, head and chunk sizes included. */
        public String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        /** The events so far, as a browser would hand them to a script. */
        public List<EventStreamParser.Dispatched> events() {
            byte[] answer = bytes.toByteArray();
            EventStreamParser parser = new EventStreamParser();
            ChunkedDecoder chunks = new ChunkedDecoder(parser::feed);
            for (int i = text().indexOf("\r\n\r\n") + 4; i < answer.length; i++) {
                chunks.feed(answer[i]);
            }
            return parser.events();
        }

        /** Whether the last chunk came. */
        public boolean hasEnded() {
            return ended;
        }

        /** When the last chunk came, by {@link System#nanoTime}. */
        public long endedNanos() {
            return endedNanos;
        }
    }

    /** How many have got their first bytes. */
    public int connected() {
        return connected.get();
    }

    /** All, in the order in which they were opened. */
    public List<One> all() {
        return clients;
    }

    /** Opens {@code count} streams and returns when each has its first bytes. */
    public void open(int count, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (connected.get() < count && System.nanoTime() < deadline) {
            while (clients.size() < count && clients.size() - connected.get() < OPENING_MAX) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                One client = new One();
                clients.add(client);
                boolean there = channel.connect(server);
                channel.register(selector, there ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, client);
            }
            select();
        }
    }

    /** How many connections were closed by the server. */
    public int closed() {
        return closed;
    }

    /** Reads until {@code condition} holds, or {@code patience} is at its end; says which. */
    public boolean readUntil(BooleanSupplier condition, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            select();
        }
        return condition.getAsBoolean();
    }

    /** Reads until the server has closed every connection, or {@code patience} is at its end. */
    public void readToEnd(Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (closed < clients.size() && System.nanoTime() < deadline) {
            select();
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private void select() throws IOException {
        selector.select(this::handle, SELECT_MILLIS);
    }

    private void handle(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_WRITE);
            } else if (key.isWritable()) {
                channel.write(ByteBuffer.wrap(REQUEST));
                key.interestOps(SelectionKey.OP_READ);
            } else {
                read(channel, (One) key.attachment());
            }
        } catch (IOException e) {
            close(channel);
        }
    }

    private void read(SocketChannel channel, One client) throws IOException {
        int count = channel.read(buffer.clear());
        if (count < 0) {
            close(channel);
            return;
        }
        if (client.bytes.size() == 0) {
            connected.incrementAndGet();
        }
        byte[] piece = new byte[count];
        buffer.flip().get(piece);
        client.bytes.write(piece, 0, count);
        String come = client.tail + new String(piece, StandardCharsets.ISO_8859_1);
        client.tail = come.substring(Math.max(0, come.length() - LAST_CHUNK.length()));
        if (!client.ended && client.tail.equals(LAST_CHUNK)) {
            client.ended = true;
            client.endedNanos = System.nanoTime();
        }
    }

    private void close(SocketChannel channel) {
        closed++;
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
