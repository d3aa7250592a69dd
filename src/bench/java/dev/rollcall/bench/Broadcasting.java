package dev.rollcall.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Publishes what a phase says, and counts until every stream has everything. On the driver's thread. */
final class Broadcasting {
    /** Without a receipt for so long, what is missing is taken for lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** Without a receipt for so long, the next broadcast goes out although the one before is not complete. */
    private static final long FORGIVING_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    /** So long, receipts that should not be may still come. */
    private static final Duration AFTERMATH = Duration.ofMillis(50);

    private final Driver driver;
    private final Publisher publisher;
    private final Broadcasts phase;
    private final int receivers;
    private final Tally tally;
    private int published;
    private long forgiven;
    private long deliveredSeen;
    private long deliveredSeenNanos;

    Broadcasting(Driver driver, Broadcasts phase) throws IOException {
        this.driver = driver;
        this.publisher = driver.publisher();
        this.phase = phase;
        this.receivers = driver.streams().receiving();
        if (receivers == 0) {
            throw new IOException("all streams have ended");
        }
        this.tally = driver.board().begin(publisher.nextSequence(), phase.count());
    }

    /**
     * Returns when all is received, or the limit is reached.
     *
     * @throws IOException when the server is gone
     */
    Figures run() throws IOException {
        Usage before = driver.target().usage();
        Peak peak = new Peak(before);
        long startNanos = System.nanoTime();
        publishAll(startNanos, peak);
        Usage after = driver.target().usage();
        driver.turnFor(AFTERMATH);
        return new Summing(tally, expected(), before, after)
                .figures(startNanos)
                .put(Figure.LOST, driver.streams().lost())
                .put(Figure.RSS_MAX_MEBIBYTES, peak.rssMebibytes())
                .put(Figure.TCP_MAX_MEBIBYTES, peak.tcpMebibytes(driver.baseline()));
    }

    private long expected() {
        return (long) receivers * phase.count();
    }

    private void publishAll(long startNanos, Peak peak) throws IOException {
        Patience patience = new Patience(startNanos, PATIENCE, driver.limit());
        deliveredSeenNanos = startNanos;
        while (tally.delivered() < expected() && !patience.exhausted(tally.delivered() + published)) {
            publishDue(System.nanoTime() - startNanos);
            driver.turn();
            peak.look();
        }
    }

    private void publishDue(long elapsedNanos) {
        long due = Math.min(phase.count(), phase.due(elapsedNanos, tally.delivered() / receivers + forgive()));
        int publishedBefore = published;
        while (published < due && publisher.hasRoom(phase.sizeBytes())) {
            publisher.post(phase.sizeBytes());
            published++;
        }
        if (published > publishedBefore) {
            publisher.flush();
        }
    }

    /** How many broadcasts count as complete although some streams will never have them. */
    private long forgive() {
        long nowNanos = System.nanoTime();
        if (tally.delivered() != deliveredSeen) {
            deliveredSeen = tally.delivered();
            deliveredSeenNanos = nowNanos;
        } else if (nowNanos - deliveredSeenNanos > FORGIVING_NANOS) {
            forgiven++;
            deliveredSeenNanos = nowNanos;
        }
        return forgiven;
    }
}
