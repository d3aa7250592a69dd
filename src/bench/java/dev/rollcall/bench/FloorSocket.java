package dev.rollcall.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** The writing side of a connection to the {@link Floor}, with what its socket has refused. On the thread of the floor alone. */
final class FloorSocket {
    /** A stream that lags by more than this loses events. */
    private static final int REMAINDER_BYTES_MAX = 256 << 10;

    private final SocketChannel channel;
    private final SelectionKey key;
    private @Nullable ByteBuffer remainder;

    FloorSocket(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    /** Sends {@code bytes}, which it does not keep: what the socket refuses is copied, up to the limit. */
    void send(ByteBuffer bytes) throws IOException {
        if (remainder == null) {
            channel.write(bytes);
        }
        if (bytes.hasRemaining()) {
            keep(bytes);
        }
    }

    /** Sends what was refused before, as far as it goes. */
    void sendRemainder() throws IOException {
        ByteBuffer waiting = remainder;
        if (waiting == null) {
            return;
        }
        waiting.flip();
        channel.write(waiting);
        waiting.compact();
        if (waiting.position() == 0) {
            remainder = null;
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
        }
    }

    private void keep(ByteBuffer bytes) {
        if (remainder == null) {
            remainder = ByteBuffer.allocate(REMAINDER_BYTES_MAX);
            key.interestOpsOr(SelectionKey.OP_WRITE);
        }
        if (remainder.remaining() >= bytes.remaining()) {
            remainder.put(bytes);
        }
    }
}
