package dev.rollcall.testing;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Gunzips as the bytes come (RFC 1952), one at a time, and gives out at once what they hold: an event stream must not wait
 * for a buffer to fill. One member without optional fields: what every client reads. A stream that is compressed once for all
 * has no end of its own (each client would need another checksum), so a final block is an error here.
 */
final class GzipDecoder implements ByteSink {
    private static final int HEADER_BYTES = 10;
    private static final int MAGIC_1 = 0x1F;
    private static final int MAGIC_2 = 0x8B;
    private static final int DEFLATE = 8;

    private final ByteSink body;
    private final Inflater inflater = new Inflater(true);
    private final byte[] piece = new byte[1];
    private final byte[] inflated = new byte[4096];
    private int headerBytes;

    /** Hands the bytes inside to {@code body}. */
    GzipDecoder(ByteSink body) {
        this.body = body;
    }

    /** Whether everything that was fed has been read: nothing hangs in the air between two blocks. */
    boolean isLevel() {
        return headerBytes == HEADER_BYTES && inflater.getRemaining() == 0 && !inflater.finished();
    }

    /** @throws IllegalStateException for what is no gzip, or ends */
    @Override
    public void feed(byte next) {
        if (headerBytes < HEADER_BYTES) {
            header(next & 0xFF);
        } else {
            inflate(next);
        }
    }

    private void header(int octet) {
        int expected = switch (headerBytes) {
            case 0 -> MAGIC_1;
            case 1 -> MAGIC_2;
            case 2 -> DEFLATE;
            // Flags: none of the optional fields.
            case 3 -> 0;
            // Time, level and operating system are anybody's.
            default -> octet;
        };
        if (octet != expected) {
            throw new IllegalStateException("gzip header: found " + octet + " at " + headerBytes);
        }
        headerBytes++;
    }

    private void inflate(byte next) {
        piece[0] = next;
        inflater.setInput(piece);
        try {
            for (int count = inflater.inflate(inflated); count > 0; count = inflater.inflate(inflated)) {
                for (int i = 0; i < count; i++) {
                    body.feed(inflated[i]);
                }
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException("gzip: " + e.getMessage(), e);
        }
        if (inflater.finished()) {
            throw new IllegalStateException("gzip: found a final block");
        }
    }
}
