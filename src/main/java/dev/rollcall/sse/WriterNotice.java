package dev.rollcall.sse;

import dev.rollcall.sse.SseStreams.Writer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator which way streams take to the socket: one line in the log for the first stream of each way, for all
 * event loops together. How many take which is for metrics to say. Thread-safe.
 */
public final class WriterNotice {
    private static final Logger log = LoggerFactory.getLogger(WriterNotice.class);

    private final AtomicBoolean socketSaid = new AtomicBoolean();
    private final AtomicBoolean responseSaid = new AtomicBoolean();

    /** Nothing said yet. */
    public WriterNotice() {}

    /** A stream was opened; {@code why} it goes by the response is asked only when it is to be said. */
    void opened(Writer writer, Supplier<String> why) {
        switch (writer) {
            case SOCKET -> {
                if (isFirst(socketSaid)) {
                    log.info("streams writer=socket");
                }
            }
            case RESPONSE -> {
                if (isFirst(responseSaid)) {
                    log.info("streams writer=response reason=\"{}\"", why.get());
                }
            }
        }
    }

    /** A plain read for all but the first. */
    private static boolean isFirst(AtomicBoolean said) {
        return !said.get() && said.compareAndSet(false, true);
    }
}
