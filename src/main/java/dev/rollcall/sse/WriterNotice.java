package dev.rollcall.sse;

import static dev.rollcall.log.Value.text;

import dev.rollcall.sse.SseStreams.Writer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator which way streams take to the socket: one line in the log for the first stream of each way, for all
 * event loops together. How many take which is for metrics to say. Thread-safe.
 */
public final class WriterNotice {
    private static final Logger log = LoggerFactory.getLogger(WriterNotice.class);

    private final AtomicLong bySocket = new AtomicLong();
    private final AtomicLong byResponse = new AtomicLong();

    /** Nothing said yet. */
    public WriterNotice() {}

    /** How many streams {@code writer} got. */
    public long opened(Writer writer) {
        return count(writer).get();
    }

    /** A stream was opened; {@code why} it goes by the response is asked only when it is to be said. */
    void opened(Writer writer, Supplier<String> why) {
        if (count(writer).getAndIncrement() > 0) {
            return;
        }
        switch (writer) {
            case SOCKET -> log.info("streams writer=socket");
            case RESPONSE -> log.info("streams writer=response reason={}", text(why.get()));
        }
    }

    private AtomicLong count(Writer writer) {
        return writer == Writer.SOCKET ? bySocket : byResponse;
    }
}
