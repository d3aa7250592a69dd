package dev.rollcall.sse;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * Opens the streams of one event loop, on its thread: on the bare socket where that can be had, by {@code response.write}
 * otherwise.
 */
public final class SseStreams implements AutoCloseable {
    private static final CharSequence TYPE = HttpHeaders.createOptimized("text/event-stream");
    /** {@code no-transform}: a proxy that compresses would hold events back. */
    private static final CharSequence CACHE = HttpHeaders.createOptimized("no-store, no-transform");

    private static final CharSequence ACCEL = HttpHeaders.createOptimized("X-Accel-Buffering");
    private static final CharSequence NO = HttpHeaders.createOptimized("no");
    private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");

    private final ChunkFraming framing = new ChunkFraming();
    private final WriterNotice notice;
    private boolean bareSockets;

    /** Opens streams by {@code writer}, and says in {@code notice}, which event loops share, which way they take. */
    public SseStreams(Writer writer, WriterNotice notice) {
        this.bareSockets = writer == Writer.SOCKET;
        this.notice = notice;
    }

    /** How frames get to a client. */
    public enum Writer {
        /** From shared memory into the socket, wherever the connection allows it. */
        SOCKET,
        /** By {@code response.write} alone. */
        RESPONSE
    }

    /** Answers {@code request}: status 200 and the headers of an event stream go out with the first frame. */
    public SseStream open(HttpServerRequest request, Coding coding) {
        head(request, coding);
        Optional<SseStream> socket = bareSockets ? SocketSseStream.takeOver(request, framing) : Optional.empty();
        SseStream stream = socket.orElseGet(() -> new HttpSseStream(request));
        notice.opened(stream.writer(), () -> whyByResponse(request));
        return stream;
    }

    /** The same, by {@code response.write} alone: for answers whose head others add to. The operator is told {@code why}. */
    public SseStream openByResponse(HttpServerRequest request, Coding coding, String why) {
        head(request, coding);
        notice.opened(Writer.RESPONSE, () -> why);
        return new HttpSseStream(request);
    }

    private static void head(HttpServerRequest request, Coding coding) {
        var headers = request.response().headers();
        headers.set(HttpHeaders.CONTENT_TYPE, TYPE)
                .set(HttpHeaders.CACHE_CONTROL, CACHE)
                // nginx buffers answers unless told not to.
                .set(ACCEL, NO);
        if (coding == Coding.GZIP) {
            headers.set(HttpHeaders.CONTENT_ENCODING, GZIP);
        }
    }

    private String whyByResponse(HttpServerRequest request) {
        // What it was a moment ago: nothing has been written yet.
        return bareSockets ? SocketSseStream.obstacle(request).orElse("unknown") : "stream.direct is off";
    }

    /** Frees the memory that the streams share; they must have ended. Whoever comes later gets one that needs none of it. */
    @Override
    public void close() {
        bareSockets = false;
        framing.close();
    }
}
