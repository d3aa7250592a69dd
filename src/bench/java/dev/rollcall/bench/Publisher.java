package dev.rollcall.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Posts broadcasts, pipelined on one connection. On the thread of its reactor alone. */
final class Publisher implements Reactor.Handler, AutoCloseable {
    private static final int WAITING_BYTES_MAX = 4 << 20;
    private static final int HEAD_BYTES_MAX = 256;
    private static final int STAMPED_BYTES_MIN = 64;
    private static final int ANSWER_BYTES = 1 << 14;
    private static final int NO_CONTENT = 204;

    private final ByteBuffer waiting = ByteBuffer.allocateDirect(WAITING_BYTES_MAX);
    private final ByteBuffer answers = ByteBuffer.allocate(ANSWER_BYTES);
    private final ResponseHead answer = new ResponseHead();
    private final SocketChannel channel;
    private final SelectionKey key;
    private long nextSequence = 1;
    private int unanswered;
    private String trouble = "";

    /** Connects, and waits for that. */
    Publisher(Reactor reactor, int port) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = reactor.register(channel, SelectionKey.OP_READ, this);
    }

    /** The number of the broadcast that is posted next. */
    long nextSequence() {
        return nextSequence;
    }

    /** How many posts have no answer yet. */
    int unanswered() {
        return unanswered;
    }

    /** Why nothing can be published any more; empty when all is well. */
    String trouble() {
        return trouble;
    }

    /** Whether another post of this size finds room. */
    boolean hasRoom(int sizeBytes) {
        return trouble.isEmpty() && waiting.remaining() >= sizeBytes + HEAD_BYTES_MAX;
    }

    /** Puts a post with a body of {@code sizeBytes} in line, stamped with its number and the time; {@link #flush} sends it. */
    void post(int sizeBytes) {
        byte[] body = new byte[Math.max(sizeBytes, STAMPED_BYTES_MIN)];
        Arrays.fill(body, (byte) 'x');
        byte[] stamp = ascii("q=" + nextSequence++ + " t=" + System.nanoTime() + " ");
        System.arraycopy(stamp, 0, body, 0, stamp.length);
        waiting.put(ascii("POST " + Contract.PUBLISH + " HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: text/plain\r\n"
                + "content-length: " + body.length + "\r\n\r\n"));
        waiting.put(body);
        unanswered++;
    }

    /** Sends what is in line as far as the socket takes it; the rest follows by itself. */
    void flush() {
        try {
            waiting.flip();
            channel.write(waiting);
            waiting.compact();
            key.interestOps(SelectionKey.OP_READ | (waiting.position() > 0 ? SelectionKey.OP_WRITE : 0));
        } catch (IOException e) {
            fail("publishing failed: " + e.getMessage());
        }
    }

    @Override
    public void ready(SelectionKey ready) {
        if (ready.isWritable()) {
            flush();
        }
        if (ready.isValid() && ready.isReadable()) {
            readAnswers();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void readAnswers() {
        try {
            answers.clear();
            if (channel.read(answers) < 0) {
                fail("the server ended the publishing connection");
                return;
            }
            int to = answers.position();
            int at = 0;
            while (at < to && trouble.isEmpty()) {
                at = answer(at, to);
            }
        } catch (IOException | IllegalArgumentException e) {
            fail("publishing failed: " + e.getMessage());
        }
    }

    private int answer(int from, int to) {
        int end = answer.read(answers.array(), from, to);
        if (end < 0) {
            return to;
        }
        if (answer.status() != NO_CONTENT) {
            fail("a post was answered with " + answer.status());
        }
        answer.clear();
        unanswered--;
        return end;
    }

    private void fail(String why) {
        trouble = why;
        key.cancel();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
