package dev.rollcall.sse;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Frames as chunks of a chunked response (RFC 9112, 7.1) in memory that sockets read directly. An event goes to one client
 * after the other, so the last frame is kept: however many clients get it, it is laid out once.
 *
 * <p>One per event loop, on its thread. Owns its buffers; who keeps one beyond the call retains a slice of it.
 */
final class ChunkFraming implements AutoCloseable {
    /** A frame that is worth copying for one client, to save a call into the kernel. */
    private static final int GATHERED_BYTES_MAX = 16 * 1024;
    /** More than any length in hexadecimal and the line ends around a chunk. */
    private static final int FRAMING_BYTES = 16;

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ByteBuf scratch = Unpooled.directBuffer(GATHERED_BYTES_MAX);
    private Frame last = Frame.NOTHING;
    private ByteBuf lastFramed = Unpooled.EMPTY_BUFFER;

    /** {@code frame} as one chunk; the same buffer for the same frame, until another is asked for. */
    @SuppressWarnings(
            "ReferenceEquality") // The same frame, not an equal one: comparing bytes would cost more than it saves.
    ByteBuf framed(Frame frame) {
        if (frame != last) {
            forgetLast();
            lastFramed = chunk(Unpooled.directBuffer(frame.length() + FRAMING_BYTES), List.of(frame));
            last = frame;
        }
        return lastFramed;
    }

    /** Whether {@code frame} is for {@link #gathered}. */
    static boolean isSmall(Frame frame) {
        return frame.length() <= GATHERED_BYTES_MAX;
    }

    /** {@code head}, then all {@code frames} as one chunk. The buffer is overwritten by the next call. */
    ByteBuf gathered(byte[] head, List<Frame> frames) {
        return chunk(scratch.clear().writeBytes(head), frames);
    }

    /** {@code bytes}, which this made, from {@code start}, to be read later: shared where they stay. The caller's to release. */
    @SuppressWarnings("ReferenceEquality")
    ByteBuf kept(ByteBuf bytes, int start) {
        int length = bytes.readableBytes() - start;
        return bytes == lastFramed ? bytes.retainedSlice(start, length) : bytes.copy(start, length);
    }

    /** {@code frame} as the last chunk with bytes, and the end of the response. The caller's to release. */
    static ByteBuf end(Frame frame) {
        ByteBuf out = Unpooled.directBuffer(frame.length() + FRAMING_BYTES + LAST_CHUNK.length);
        return chunk(out, List.of(frame)).writeBytes(LAST_CHUNK);
    }

    @Override
    public void close() {
        scratch.release();
        forgetLast();
    }

    /** First, for there may be no memory for the next one: what was freed must not be found again then. */
    private void forgetLast() {
        lastFramed.release();
        last = Frame.NOTHING;
        lastFramed = Unpooled.EMPTY_BUFFER;
    }

    /** Nothing at all for no bytes: an empty chunk would end the response. */
    private static ByteBuf chunk(ByteBuf out, List<Frame> frames) {
        int length = Frame.length(frames);
        if (length > 0) {
            out.writeCharSequence(Integer.toHexString(length), StandardCharsets.US_ASCII);
            out.writeBytes(LINE_END);
            frames.forEach(frame -> out.writeBytes(frame.bytes().getBytes()));
            out.writeBytes(LINE_END);
        }
        return out;
    }
}
