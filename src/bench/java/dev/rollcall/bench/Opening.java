package dev.rollcall.bench;

import java.io.IOException;
import java.time.Duration;

/** Opens all streams as fast as the server takes them. On the driver's thread. */
final class Opening {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Driver driver;
    private final Streams streams;

    Opening(Driver driver) {
        this.driver = driver;
        this.streams = driver.streams();
    }

    /**
     * Returns when all are open or lost, or the limit is reached.
     *
     * @throws IOException when none could be opened
     */
    Figures run() throws IOException {
        Usage before = driver.target().usage();
        long startNanos = System.nanoTime();
        streams.open();
        turnUntilOpen(startNanos);
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        Usage after = driver.target().usage();
        int opened = streams.opened();
        if (opened == 0) {
            throw new IOException("no stream could be opened");
        }
        return new Figures()
                .put(Figure.OPENED, opened)
                .put(Figure.LOST, (double) streams.wanted() - opened + lostLater())
                .put(Figure.SECONDS, seconds)
                .put(Figure.CONNECTS_PER_SECOND, opened / seconds)
                .put(Figure.CPU_MICROS_PER_CONNECT, after.since(before, Usage::workNanos) / 1e3 / opened)
                .put(Figure.CLIENT_BUSY_PERCENT, after.since(before, Usage::clientNanos) / 1e7 / seconds);
    }

    private int lostLater() {
        return Math.max(0, streams.opened() + streams.lost() - streams.wanted());
    }

    private void turnUntilOpen(long startNanos) throws IOException {
        Patience patience = new Patience(startNanos, PATIENCE, driver.limit());
        while (streams.opened() + streams.lost() < streams.wanted() && !patience.exhausted(streams.opened())) {
            streams.advance();
            driver.turn();
        }
    }
}
