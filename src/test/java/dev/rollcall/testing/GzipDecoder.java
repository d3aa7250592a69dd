package dev.rollcall.testing;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Gunzips as the bytes come (RFC 1952), one at a time, and gives out at once what they hold: an event stream must not wait
 * for a buffer to fill. One member without optional fields: what every client reads.
 */
final class GzipDecoder implements ByteSink {
    private static final int HEADER_BYTES = 10;
    private static final int TRAILER_BYTES = 8;
    private static final int MAGIC_1 = 0x1F;
    private static final int MAGIC_2 = 0x8B;
    private static final int DEFLATE = 8;

    private final ByteSink body;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] piece = new byte[1];
    private final byte[] inflated = new byte[4096];
    private int headerBytes;
    private int trailerBytes;
    private long trailer;

    /** Hands the bytes inside to {@code body}. */
    GzipDecoder(ByteSink body) {
        this.body = body;
    }

    /** Whether the member has ended as it must. */
    boolean isComplete() {
        return trailerBytes == TRAILER_BYTES;
    }

    /** @throws IllegalStateException for what is no gzip, or has another checksum or length than it says */
    @Override
    public void feed(byte next) {
        if (headerBytes < HEADER_BYTES) {
            header(next & 0xFF);
        } else if (!inflater.finished()) {
            inflate(next);
        } else {
            trailer(next & 0xFFL);
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
                checksum.update(inflated, 0, count);
                for (int i = 0; i < count; i++) {
                    body.feed(inflated[i]);
                }
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException("gzip: " + e.getMessage(), e);
        }
    }

    /** Checksum and length, four bytes each, the lowest first. */
    private void trailer(long octet) {
        if (isComplete()) {
            throw new IllegalStateException("gzip: found more behind its end");
        }
        trailer |= octet << 8 * trailerBytes;
        trailerBytes++;
        long length = inflater.getBytesWritten() & 0xFFFF_FFFFL;
        if (isComplete() && trailer != (length << 32 | checksum.getValue())) {
            throw new IllegalStateException("gzip: checksum or length is wrong");
        }
    }
}
