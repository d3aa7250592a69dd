package dev.rollcall.testing;

/**
 * The chunked transfer coding of HTTP/1.1, written from RFC 9112, 7.1: strict, for it is to find fault with a server.
 * Takes one byte at a time.
 */
final class ChunkedDecoder implements ByteSink {
    private static final int SIZE_DIGITS_MAX = 7;

    private enum Expects {
        SIZE,
        EXTENSION,
        LF_OF_SIZE,
        DATA,
        CR_OF_DATA,
        LF_OF_DATA,
        TRAILER,
        REST_OF_TRAILER,
        LF_OF_TRAILER,
        LAST_LF,
        NOTHING
    }

    private final ByteSink body;
    private Expects expects = Expects.SIZE;
    private int sizeDigits;
    private int bytesLeft;
    private int chunks;

    /** Hands the bytes inside the chunks to {@code body}. */
    ChunkedDecoder(ByteSink body) {
        this.body = body;
    }

    /** Whether the last chunk was there: without it, a client must take the answer for incomplete. */
    boolean isComplete() {
        return expects == Expects.NOTHING;
    }

    /** Chunks that held something. */
    int chunks() {
        return chunks;
    }

    /** @throws IllegalStateException for a byte that may not stand where it stands */
    @Override
    public void feed(byte next) {
        switch (expects) {
            case SIZE -> size(next);
            case EXTENSION -> expects = next == '\r' ? Expects.LF_OF_SIZE : Expects.EXTENSION;
            case LF_OF_SIZE -> must(next, '\n', bytesLeft == 0 ? Expects.TRAILER : Expects.DATA);
            case DATA -> data(next);
            case CR_OF_DATA -> must(next, '\r', Expects.LF_OF_DATA);
            case LF_OF_DATA -> must(next, '\n', Expects.SIZE);
            case TRAILER -> expects = next == '\r' ? Expects.LAST_LF : Expects.REST_OF_TRAILER;
            case REST_OF_TRAILER -> expects = next == '\r' ? Expects.LF_OF_TRAILER : Expects.REST_OF_TRAILER;
            case LF_OF_TRAILER -> must(next, '\n', Expects.TRAILER);
            case LAST_LF -> must(next, '\n', Expects.NOTHING);
            case NOTHING -> throw wrong(next);
        }
    }

    private void size(byte next) {
        int digit = Character.digit(next, 16);
        if (digit >= 0) {
            bytesLeft = sizeDigits == 0 ? digit : bytesLeft * 16 + digit;
            if (++sizeDigits > SIZE_DIGITS_MAX) {
                throw wrong(next);
            }
        } else if (sizeDigits > 0 && (next == '\r' || next == ';')) {
            sizeDigits = 0;
            expects = next == '\r' ? Expects.LF_OF_SIZE : Expects.EXTENSION;
        } else {
            throw wrong(next);
        }
    }

    private void data(byte next) {
        bytesLeft--;
        if (bytesLeft == 0) {
            chunks++;
            expects = Expects.CR_OF_DATA;
        }
        body.feed(next);
    }

    private void must(byte next, char expected, Expects then) {
        if (next != expected) {
            throw wrong(next);
        }
        expects = then;
    }

    private IllegalStateException wrong(byte next) {
        return new IllegalStateException(
                "chunked coding: found byte " + (next & 0xFF) + " where it expects " + expects);
    }
}
