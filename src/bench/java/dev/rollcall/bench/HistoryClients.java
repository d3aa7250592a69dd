package dev.rollcall.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/** Clients of the stream that measure how long a reading took to reach them: applied, written down, committed, published, sent. */
final class HistoryClients implements AutoCloseable {
    private static final String PACKAGE = "package-0";
    private static final String MARK = "\"version\":\"" + Feed.VERSION;
    private static final long MICROS_MAX = 60_000_000;

    private final List<Socket> sockets = new ArrayList<>();
    private volatile AtomicHistogram micros = histogram();

    /** Opens {@code count} streams. */
    HistoryClients(int port, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            sockets.add(socket);
            String request = "GET /events?package=" + PACKAGE + "&events=change HTTP/1.1\r\nHost: bench\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            Thread reader = new Thread(() -> read(socket), "client " + i);
            reader.setDaemon(true);
            reader.start();
        }
    }

    /** What was measured since the last call. */
    Histogram take() {
        AtomicHistogram taken = micros;
        micros = histogram();
        return taken;
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void read(Socket socket) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int at = line.indexOf(MARK);
                if (at >= 0) {
                    int from = at + MARK.length();
                    long made = Long.parseLong(line.substring(from, line.indexOf('.', from)));
                    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
                    micros.recordValue(Math.min(MICROS_MAX, Math.max(0, now - made)));
                }
            }
        } catch (IOException e) {
            // Closed by us, or the server has ended: then nothing is measured, which the report shows.
            return;
        }
    }

    private static AtomicHistogram histogram() {
        return new AtomicHistogram(MICROS_MAX, 3);
    }
}
