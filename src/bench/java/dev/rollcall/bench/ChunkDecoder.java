package dev.rollcall.bench;

/**
 * Takes the chunks of an HTTP/1.1 body (RFC 9112, 7.1) away from around the event stream inside, in pieces that may end
 * anywhere. On one thread; makes no garbage.
 */
final class ChunkDecoder {
    private static final int HEX = 16;

    private final SseDecoder inside;
    private State state = State.SIZE;
    private int leftBytes;

    ChunkDecoder(SseDecoder inside) {
        this.inside = inside;
    }

    private enum State {
        SIZE,
        EXTENSION,
        DATA,
        DATA_END,
        ENDED
    }

    /** Reads on with {@code bytes[from, to)}, received at {@code nowNanos}. */
    void decode(byte[] bytes, int from, int to, long nowNanos) {
        int at = from;
        while (at < to) {
            if (state == State.DATA) {
                int end = Math.min(to, at + leftBytes);
                inside.decode(bytes, at, end, nowNanos);
                leftBytes -= end - at;
                at = end;
                state = leftBytes == 0 ? State.DATA_END : State.DATA;
            } else {
                frame(bytes[at++]);
            }
        }
    }

    /** Whether the last chunk has come: the server ended the stream in order. */
    boolean ended() {
        return state == State.ENDED;
    }

    private void frame(byte next) {
        switch (state) {
            case SIZE -> size(next);
            case EXTENSION -> state = next == '\n' ? afterSize() : State.EXTENSION;
            case DATA_END -> state = next == '\n' ? State.SIZE : State.DATA_END;
            case DATA, ENDED -> {
                // Not here, or a trailer, which says nothing to us.
            }
        }
    }

    private void size(byte next) {
        if (next == '\n') {
            state = afterSize();
        } else if (next == ';') {
            state = State.EXTENSION;
        } else if (next != '\r') {
            leftBytes = HEX * leftBytes + Character.digit(next, HEX);
        }
    }

    private State afterSize() {
        return leftBytes == 0 ? State.ENDED : State.DATA;
    }
}
