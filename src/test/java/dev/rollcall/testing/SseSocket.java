package dev.rollcall.testing;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A client of an event stream on a bare socket, written from the standards (RFC 9112 chunks, WHATWG HTML 9.2.6), so that
 * tests see what is on the wire and can leave in every bad way. One thread.
 */
public final class SseSocket implements Closeable {

    /** One dispatched event; {@code id} is the last one set, as a browser keeps it. */
    public record Event(String name, String id, String data) {}

    private final Socket socket = new Socket();
    private final InputStream in;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final int status;
    private final boolean chunked;
    private int chunkLeft;
    private boolean chunksEnded;
    private String lastEventId = "";
    private Optional<Duration> retry = Optional.empty();

    private SseSocket(URI server, String request, Duration patience) throws IOException {
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), 5_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        in = new BufferedInputStream(socket.getInputStream());
        status = Integer.parseInt(rawLine().split(" ")[1]);
        for (String line = rawLine(); !line.isEmpty(); line = rawLine()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        chunked = "chunked".equals(headers.get("transfer-encoding"));
    }

    /** Opens {@code path}, which may have a query; {@code extraHeaders} are whole lines without line ends. */
    public static SseSocket open(URI server, String path, String... extraHeaders) throws IOException {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: test\r\n");
        for (String header : extraHeaders) {
            request.append(header).append("\r\n");
        }
        return new SseSocket(server, request.append("\r\n").toString(), Duration.ofSeconds(10));
    }

    /** Sends {@code request} as it is, and reads the head of the answer. */
    public static SseSocket raw(URI server, String request) throws IOException {
        return new SseSocket(server, request, Duration.ofSeconds(10));
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** The pause that the server asked for last. */
    public Optional<Duration> retry() {
        return retry;
    }

    public Socket socket() {
        return socket;
    }

    /** The next event of this name; others are passed over. */
    public Event next(String name) throws IOException {
        while (true) {
            Event event = next();
            if (event.name().equals(name)) {
                return event;
            }
        }
    }

    /** The next event; {@link EOFException} when the stream has ended, {@link SocketTimeoutException} when none comes. */
    public Event next() throws IOException {
        String name = "";
        StringBuilder data = null;
        while (true) {
            String line = line();
            if (line.isEmpty()) {
                if (data != null) {
                    return new Event(name.isEmpty() ? "message" : name, lastEventId, data.toString());
                }
                name = "";
                continue;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            switch (field) {
                case "event" -> name = value;
                case "data" ->
                    data = data == null
                            ? new StringBuilder(value)
                            : data.append('\n').append(value);
                case "id" -> lastEventId = value;
                case "retry" -> retry = Optional.of(Duration.ofMillis(Long.parseLong(value)));
                case "" -> {
                    // A comment.
                }
                default -> throw new IOException("unknown field: " + line);
            }
        }
    }

    /** Waits for a comment line, which no browser sees. */
    public void nextComment() throws IOException {
        while (!line().startsWith(":")) {
            // Fields of events, or the lines between them.
        }
    }

    /** Reads on until the server has ended the stream as it should: with the last chunk. */
    public void readToEnd() throws IOException {
        try {
            while (true) {
                next();
            }
        } catch (EOFException end) {
            if (!chunksEnded) {
                throw new IOException("cut off without a last chunk", end);
            }
        }
    }

    /** Leaves with a reset instead of an orderly close. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        for (int b = bodyByte(); b != '\n'; b = bodyByte()) {
            if (b == '\r') {
                throw new IOException("a CR on the wire after: " + line);
            }
            bytes.write(b);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private int bodyByte() throws IOException {
        if (chunked && chunkLeft == 0) {
            chunkLeft = Integer.parseInt(rawLine(), 16);
            if (chunkLeft == 0) {
                chunksEnded = true;
                throw new EOFException("last chunk");
            }
        }
        int b = in.read();
        if (b < 0) {
            throw new EOFException("connection closed");
        }
        if (chunked && --chunkLeft == 0) {
            rawLine();
        }
        return b;
    }

    private String rawLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("connection closed");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }
}
