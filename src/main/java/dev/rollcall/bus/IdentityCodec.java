package dev.rollcall.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/**
 * Hands the same immutable object to each local consumer. The built-in codecs copy once per consumer; this one cannot
 * cross the network.
 *
 * @param <T> an immutable type
 */
final class IdentityCodec<T> implements MessageCodec<T, T> {
    private final String name;

    /** {@code name}: nobody else's on the event bus. */
    IdentityCodec(String name) {
        this.name = name;
    }

    @Override
    public T transform(T message) {
        return message;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }

    @Override
    public void encodeToWire(Buffer buffer, T message) {
        throw new UnsupportedOperationException(name() + " travels inside one process only");
    }

    @Override
    public T decodeFromWire(int position, Buffer buffer) {
        throw new UnsupportedOperationException(name() + " travels inside one process only");
    }
}
