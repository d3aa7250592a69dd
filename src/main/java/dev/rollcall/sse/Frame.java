package dev.rollcall.sse;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event, encoded once and shared by all who get it. Immutable: its buffer is read by many connections.
 *
 * @param bytes UTF-8, including the empty line that ends the event; not to be written to
 */
public record Frame(Buffer bytes) {
    /** No bytes at all: ends a stream without a word. */
    public static final Frame NOTHING = new Frame(Buffer.buffer());

    /** Whether there is nothing in it to send. */
    public boolean isEmpty() {
        return bytes.length() == 0;
    }

    /** One frame of several, in their order: what is due at one moment goes out in one write. */
    public static Frame join(List<Frame> frames) {
        Frame only = NOTHING;
        int full = 0;
        for (Frame frame : frames) {
            if (!frame.isEmpty()) {
                only = frame;
                full++;
            }
        }
        return full <= 1 ? only : new Frame(concatenated(frames));
    }

    private static Buffer concatenated(List<Frame> frames) {
        Buffer all = Buffer.buffer(length(frames));
        frames.forEach(frame -> all.appendBuffer(frame.bytes));
        return all;
    }

    /** How many bytes they have together. */
    static int length(List<Frame> frames) {
        int length = 0;
        for (Frame frame : frames) {
            length += frame.length();
        }
        return length;
    }

    /** How many bytes it has. */
    int length() {
        return bytes.length();
    }

    /** A comment line: clients see nothing of it, proxies see that the connection is alive. */
    public static Frame comment() {
        return new Frame(Buffer.buffer(":\n\n"));
    }

    /** Tells the client how long to wait before it reconnects; not an event of its own. */
    public static Frame retry(Duration retry) {
        return new Frame(Buffer.buffer("retry: " + retry.toMillis() + "\n\n"));
    }

    /** An event without an id: a client keeps the id that it had. */
    public static Frame event(EventText name, String data) {
        return event(name, null, null, data);
    }

    /**
     * An event.
     *
     * @param name type of the event
     * @param id what the client says in {@code Last-Event-ID} when it comes back; null for none
     * @param retry pause before the client reconnects; null for none
     * @param data any text; each of its lines becomes a {@code data} field, and CRLF, CR and LF all end a line
     */
    public static Frame event(EventText name, @Nullable EventText id, @Nullable Duration retry, String data) {
        Buffer out = Buffer.buffer(data.length() + 96);
        out.appendString("event: ").appendString(name.text()).appendString("\n");
        if (id != null) {
            out.appendString("id: ").appendString(id.text()).appendString("\n");
        }
        if (retry != null) {
            out.appendString("retry: ")
                    .appendString(Long.toString(retry.toMillis()))
                    .appendString("\n");
        }
        appendData(out, data);
        return new Frame(out.appendString("\n"));
    }

    private static void appendData(Buffer out, String data) {
        int start = 0;
        while (true) {
            int end = start;
            while (end < data.length() && data.charAt(end) != '\n' && data.charAt(end) != '\r') {
                end++;
            }
            out.appendString("data: ")
                    .appendBytes(data.substring(start, end).getBytes(StandardCharsets.UTF_8))
                    .appendString("\n");
            if (end == data.length()) {
                return;
            }
            boolean crlf = data.charAt(end) == '\r' && end + 1 < data.length() && data.charAt(end + 1) == '\n';
            start = end + (crlf ? 2 : 1);
        }
    }
}
