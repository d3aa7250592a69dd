package dev.rollcall.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/**
 * A well-behaved client that opens the page 50 times a second, on a new connection each time: it must be let in.
 *
 * <p>The page, for it fits into one segment of the loopback. What is larger than {@code http.sendBuffer} waits now and then for
 * an acknowledgement that Linux delays by 40 ms there, where a segment is 64 KB; that is no matter of the server's.
 */
final class Visitor implements AutoCloseable {
    private static final byte[] REQUEST =
            "GET / HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final long MICROS_MAX = 60_000_000;
    private static final long PAUSE_MILLIS = 20;
    private static final int PATIENCE_MILLIS = 10_000;

    private final int port;
    private final Thread thread = new Thread(this::run, "visitor");
    private final AtomicInteger failed = new AtomicInteger();
    private volatile AtomicHistogram micros = new AtomicHistogram(MICROS_MAX, 3);

    Visitor(int port) {
        this.port = port;
        thread.setDaemon(true);
        thread.start();
    }

    /** What was measured since the last call. */
    Histogram take() {
        AtomicHistogram taken = micros;
        micros = new AtomicHistogram(MICROS_MAX, 3);
        return taken;
    }

    /** Visits that got no whole answer since the last call. */
    int takeFailed() {
        return failed.getAndSet(0);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (!Thread.interrupted()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                long begin = System.nanoTime();
                if (!visit()) {
                    failed.incrementAndGet();
                }
                micros.recordValue(Math.min(MICROS_MAX, (System.nanoTime() - begin) / 1_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean visit() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(REQUEST);
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return answer.startsWith("HTTP/1.1 200 ") && answer.stripTrailing().endsWith("</html>");
        } catch (IOException e) {
            return false;
        }
    }
}
