package dev.rollcall.bench;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;

/** One selector, turned by the thread that owns the client; its handlers run on that thread. */
final class Reactor implements AutoCloseable {
    private final Selector selector;

    Reactor() throws IOException {
        selector = Selector.open();
    }

    /** What a channel is registered with. */
    interface Handler {
        /** The channel is ready for something that its key asks for. May close it. */
        void ready(SelectionKey key);
    }

    /** Registers a non-blocking {@code channel}. */
    SelectionKey register(SelectableChannel channel, int interestOps, Handler handler) throws IOException {
        return channel.register(selector, interestOps, handler);
    }

    /** Serves what is ready, after a wait of at most {@code nanosMax} (rounded up to milliseconds) when nothing is. */
    void turn(long nanosMax) throws IOException {
        if (nanosMax <= 0) {
            selector.selectNow(Reactor::serve);
        } else {
            selector.select(Reactor::serve, 1 + TimeUnit.NANOSECONDS.toMillis(nanosMax - 1));
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }

    private static void serve(SelectionKey key) {
        ((Handler) key.attachment()).ready(key);
    }
}
