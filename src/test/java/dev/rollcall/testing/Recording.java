package dev.rollcall.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** A stream read through a bare socket, of which every byte is kept. One thread. */
public final class Recording implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket = new Socket();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final RawResponse response = new RawResponse();
    private final byte[] piece = new byte[8192];

    private Recording() {}

    /** Asks for {@code path}; {@code extraHeaders} are whole lines without line ends. */
    public static Recording open(URI server, String path, String... extraHeaders) throws IOException {
        Recording recording = new Recording();
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: test\r\n");
        for (String header : extraHeaders) {
            request.append(header).append("\r\n");
        }
        recording.socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        recording.socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), 5_000);
        recording
                .socket
                .getOutputStream()
                .write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        return recording;
    }

    /** What its bytes mean so far. */
    public RawResponse response() {
        return response;
    }

    /** The bytes so far. */
    public byte[] bytes() {
        return bytes.toByteArray();
    }

    /** The events so far. */
    public List<EventStreamParser.Dispatched> events() {
        return response.events().events();
    }

    /** Reads until the events are as they should be; those that have come already count. */
    public Recording until(Predicate<List<EventStreamParser.Dispatched>> enough) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!enough.test(events())) {
            if (System.nanoTime() > deadline) {
                throw new IOException("not within " + PATIENCE + "; came: " + events());
            }
            if (!read()) {
                throw new EOFException("the server has ended the stream; came: " + events());
            }
        }
        return this;
    }

    /** Reads until the server closes the connection. */
    public void toEnd() throws IOException {
        while (read()) {
            // Kept by reading.
        }
    }

    private boolean read() throws IOException {
        int count = socket.getInputStream().read(piece);
        if (count < 0) {
            return false;
        }
        bytes.write(piece, 0, count);
        response.feed(piece, 0, count);
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
