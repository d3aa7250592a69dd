package dev.rollcall.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The least that any server in Java must do: for each event, one write of the same direct buffer per connection. One thread,
 * plain NIO, no HTTP beyond what {@link Contract} asks for.
 *
 * <pre>{@code java @target/bench/java.args dev.rollcall.bench.Floor --port 9001}</pre>
 *
 * <p>In bursts a server that joins waiting events into one write can be cheaper than this one. That is a merit and no error.
 */
class Floor {
    /** An event larger than this is refused by ending the connection that published it. */
    static final int EVENT_BYTES_MAX = 1 << 16;

    private static final int BACKLOG = 4096;
    private static final int ACCEPTED_PER_TURN_MAX = 64;
    /** For the chunk's frame, and for the headers that the limit of a request leaves room for. */
    private static final int OVERHEAD_BYTES_MAX = 2048;

    private final Selector selector;
    private final ServerSocketChannel listening;
    private final List<FloorConnection> streams = new ArrayList<>();
    private final ByteBuffer event = ByteBuffer.allocateDirect(EVENT_BYTES_MAX + OVERHEAD_BYTES_MAX);

    Floor(int port) throws IOException {
        selector = Selector.open();
        listening = ServerSocketChannel.open();
        listening.bind(new InetSocketAddress("127.0.0.1", port), BACKLOG);
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Serves until the process is ended. */
    public static void main(String[] arguments) throws IOException {
        new Floor(Contract.port(arguments)).run();
    }

    /** Serves on the calling thread, which then is the one thread of everything else here. */
    void run() throws IOException {
        Contract.listening(listening.socket().getLocalPort());
        while (true) {
            selector.select(this::ready);
        }
    }

    /** Takes a connection up into the broadcasts. */
    void join(FloorConnection stream) {
        stream.place(streams.size());
        streams.add(stream);
    }

    /** Takes it out again; the last one gets its place. */
    void leave(FloorConnection stream) {
        FloorConnection last = streams.remove(streams.size() - 1);
        if (last != stream) {
            last.place(stream.place());
            streams.set(stream.place(), last);
        }
    }

    /** Frames {@code body} as one event in one chunk and sends that to every stream. */
    void broadcast(ByteBuffer body) {
        int dataBytes = "data: \n\n".length() + body.remaining();
        event.clear();
        event.put(ascii(Integer.toHexString(dataBytes) + "\r\ndata: "))
                .put(body)
                .put(ascii("\n\n\r\n"));
        // Backwards: a stream that leaves is replaced by one that has had its turn.
        for (int i = streams.size() - 1; i >= 0; i--) {
            event.flip();
            streams.get(i).send(event);
            event.position(event.limit());
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof FloorConnection connection) {
            connection.ready();
            return;
        }
        try {
            accept();
        } catch (IOException e) {
            // Out of descriptors, or a client that is gone already: the next one may be well.
            System.err.println("cannot accept: " + e);
        }
    }

    private void accept() throws IOException {
        for (int i = 0; i < ACCEPTED_PER_TURN_MAX; i++) {
            SocketChannel channel = listening.accept();
            if (channel == null) {
                return;
            }
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new FloorConnection(this, channel, key));
        }
    }
}
