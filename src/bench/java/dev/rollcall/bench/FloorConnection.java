package dev.rollcall.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One connection to the {@link Floor}: reads requests, or is a stream. On the thread of the floor alone. */
final class FloorConnection {
    private static final int REQUEST_BYTES_MIN = 512;
    private static final int REQUEST_BYTES_MAX = Floor.EVENT_BYTES_MAX + 1024;

    private static final int NOWHERE = -1;

    private final Floor floor;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final FloorSocket socket;
    private @Nullable ByteBuffer request = ByteBuffer.allocate(REQUEST_BYTES_MIN);
    private int place = NOWHERE;

    FloorConnection(Floor floor, SocketChannel channel, SelectionKey key) {
        this.floor = floor;
        this.channel = channel;
        this.key = key;
        this.socket = new FloorSocket(channel, key);
    }

    int place() {
        return place;
    }

    void place(int newPlace) {
        place = newPlace;
    }

    /** Reads and writes what there is. Ends the connection when the other side did, or talks nonsense. */
    void ready() {
        try {
            if (key.isWritable()) {
                socket.sendRemainder();
            }
            if (key.isReadable()) {
                read();
            }
        } catch (IOException e) {
            end();
        }
    }

    /** Sends {@code bytes}, or ends the connection. */
    void send(ByteBuffer bytes) {
        try {
            socket.send(bytes);
        } catch (IOException e) {
            end();
        }
    }

    private void read() throws IOException {
        ByteBuffer into = request == null ? ByteBuffer.allocate(REQUEST_BYTES_MIN) : request;
        if (channel.read(into) < 0) {
            end();
            return;
        }
        if (request == null) {
            // A stream has nothing more to say.
            return;
        }
        into.flip();
        while (request != null && serve(into)) {
            // Pipelined: the next one may be there already.
        }
        into.compact();
        if (request != null && !into.hasRemaining()) {
            grow(into);
        }
    }

    private void grow(ByteBuffer full) throws IOException {
        if (full.capacity() >= REQUEST_BYTES_MAX) {
            throw new IOException("request of more than " + REQUEST_BYTES_MAX + " bytes");
        }
        ByteBuffer larger = ByteBuffer.allocate(Math.min(REQUEST_BYTES_MAX, 8 * full.capacity()));
        request = larger.put(full.flip());
    }

    /** Answers the next request, if it is there as a whole. */
    private boolean serve(ByteBuffer in) throws IOException {
        FloorRequest next = FloorRequest.next(in);
        if (next == null) {
            return false;
        }
        switch (next.line()) {
            case "GET " + Contract.EVENTS -> stream();
            case "POST " + Contract.PUBLISH -> {
                floor.broadcast(next.body());
                answer("204 No Content", "");
            }
            case "GET " + Contract.STATS -> answer("200 OK", SelfReport.json());
            case "POST " + Contract.COLLECT -> {
                SelfReport.collectGarbage();
                answer("204 No Content", "");
            }
            default -> answer("404 Not Found", "");
        }
        return true;
    }

    private void stream() {
        request = null;
        send(ascii("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-store\r\n"
                + "transfer-encoding: chunked\r\n\r\n9\r\n: hello\n\n\r\n"));
        floor.join(this);
    }

    private void answer(String status, String body) {
        // RFC 9110, 8.6: a 204 has no length.
        String length = status.startsWith("204") ? "" : "content-length: " + body.length() + "\r\n";
        send(ascii("HTTP/1.1 " + status + "\r\n" + length + "\r\n" + body));
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void end() {
        if (place != NOWHERE) {
            floor.leave(this);
            place = NOWHERE;
        }
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
            key.cancel();
        }
    }
}
