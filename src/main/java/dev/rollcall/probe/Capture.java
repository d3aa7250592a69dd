package dev.rollcall.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Takes what one stream of a child has ready, keeps the beginning and throws the rest away, so that the child never
 * blocks on a full pipe. Never blocks itself: a grandchild that inherited the pipe may hold it open for ever.
 */
final class Capture {
    private final InputStream in;
    private final int bytesMax;
    private final byte[] chunk;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long bytesTotal;

    /** @param chunk scratch space, which captures of the same thread may share */
    Capture(InputStream in, int bytesMax, byte[] chunk) {
        this.in = in;
        this.bytesMax = bytesMax;
        this.chunk = chunk;
    }

    /**
     * Takes at most one chunk of what is there.
     *
     * @return whether anything was
     */
    boolean pump() throws IOException {
        int ready = Math.min(in.available(), chunk.length);
        if (ready <= 0) {
            return false;
        }
        int count = in.read(chunk, 0, ready);
        if (count <= 0) {
            return false;
        }
        bytesTotal += count;
        kept.write(chunk, 0, Math.min(count, bytesMax - kept.size()));
        return true;
    }

    Captured captured() {
        return new Captured(kept.toString(StandardCharsets.UTF_8), bytesTotal, bytesTotal == kept.size());
    }
}
