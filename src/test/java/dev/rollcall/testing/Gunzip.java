package dev.rollcall.testing;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads a gzip stream piece by piece, as a browser does: what a piece holds is there at once. One thread. */
public final class Gunzip {
    /** Magic number, deflate, no flags and so no optional fields (RFC 1952, 2.3). */
    private static final byte[] HEADER_START = {0x1f, (byte) 0x8b, 8, 0};

    private static final int HEADER_BYTES = 10;

    private final Inflater inflater = new Inflater(true);
    private byte[] header = {};

    /** What {@code piece} adds to the text. */
    public byte[] read(byte[] piece) {
        int missing = Math.min(HEADER_BYTES - header.length, piece.length);
        byte[] longer = Arrays.copyOf(header, header.length + missing);
        System.arraycopy(piece, 0, longer, header.length, missing);
        header = longer;
        if (header.length == HEADER_BYTES && !Arrays.equals(HEADER_START, Arrays.copyOf(header, HEADER_START.length))) {
            throw new AssertionError("no gzip header: " + Arrays.toString(header));
        }
        return inflated(piece, missing);
    }

    /** Frees native memory. */
    public void end() {
        inflater.end();
    }

    private byte[] inflated(byte[] piece, int start) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] chunk = new byte[4096];
        inflater.setInput(piece, start, piece.length - start);
        try {
            for (int n = inflater.inflate(chunk); n > 0; n = inflater.inflate(chunk)) {
                out.write(chunk, 0, n);
            }
        } catch (DataFormatException e) {
            throw new AssertionError("not deflated", e);
        }
        if (inflater.getRemaining() > 0 || inflater.finished()) {
            throw new AssertionError("the stream ended in the middle of a piece");
        }
        return out.toByteArray();
    }
}
