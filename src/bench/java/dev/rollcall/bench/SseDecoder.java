package dev.rollcall.bench;

/**
 * Reads one event stream, in pieces that may end anywhere, and counts the events whose data carries {@code q=NUMBER
 * t=NANOS} within its first {@value #PREFIX_BYTES} bytes. Other events, comments and fields pass uncounted.
 *
 * <p>Lines end in LF or CRLF; a lone CR, which the standard also allows, none of the contenders sends. On one thread; no
 * garbage once a stream is under way.
 */
final class SseDecoder {
    private static final int PREFIX_BYTES = 160;
    private static final int NONE = -1;

    private final Board board;
    /** The start of a line that has not ended yet; made when it first happens. */
    private byte[] begun = {};

    private int begunBytes;
    private long sequence = NONE;
    private long stampNanos;
    private long lastSequence = NONE;

    SseDecoder(Board board) {
        this.board = board;
    }

    /** Reads on with {@code bytes[from, to)}, received at {@code nowNanos}. */
    void decode(byte[] bytes, int from, int to, long nowNanos) {
        int at = from;
        while (at < to) {
            int end = Bytes.lineFeed(bytes, at, to);
            if (end < 0) {
                keep(bytes, at, to);
                return;
            }
            if (begunBytes == 0) {
                line(bytes, at, end, nowNanos);
            } else {
                keep(bytes, at, end);
                line(begun, 0, Math.min(begunBytes, PREFIX_BYTES), nowNanos);
                begunBytes = 0;
            }
            at = end + 1;
        }
    }

    private void keep(byte[] bytes, int from, int to) {
        if (begun.length == 0) {
            begun = new byte[PREFIX_BYTES];
        }
        int room = PREFIX_BYTES - begunBytes;
        if (room > 0) {
            System.arraycopy(bytes, from, begun, begunBytes, Math.min(room, to - from));
        }
        begunBytes += to - from;
    }

    private void line(byte[] bytes, int from, int to, long nowNanos) {
        if (to == from || to == from + 1 && bytes[from] == '\r') {
            event(nowNanos);
        } else if (sequence == NONE && Bytes.startsWith(bytes, from, to, "data:")) {
            data(bytes, from, Math.min(to, from + PREFIX_BYTES));
        }
    }

    private void data(byte[] bytes, int from, int to) {
        int number = Bytes.after(bytes, from, to, "q=");
        int stamp = number < 0 ? NONE : Bytes.after(bytes, number, to, " t=");
        if (stamp >= 0) {
            sequence = Bytes.number(bytes, number, to);
            stampNanos = Bytes.number(bytes, stamp, to);
        }
    }

    private void event(long nowNanos) {
        if (sequence == NONE) {
            return;
        }
        // Numbers only grow on a stream, whatever is left out.
        if (sequence > lastSequence) {
            lastSequence = sequence;
            board.tally().received(sequence, stampNanos, nowNanos);
        } else {
            board.tally().repeated();
        }
        sequence = NONE;
    }
}
