package dev.rollcall.bench;

import java.io.IOException;
import java.time.Duration;

/**
 * Takes streams and publisher through the phases. On the client's main thread; each phase ends within the limit, or a while
 * after nothing happens any more.
 */
final class Driver implements AutoCloseable {
    private static final long TURN_NANOS = 1_000_000;

    private final Target target;
    private final Reactor reactor;
    private final Board board;
    private final Streams streams;
    private final Publisher publisher;
    private final int stalled;
    private final Duration limit;
    private final Usage baseline;

    /** Owns {@code reactor} and {@code streams}. Takes the server's memory as it is now for that of a server without streams. */
    Driver(Target target, Reactor reactor, Board board, Streams streams, int stalled, Duration limit)
            throws IOException {
        this.target = target;
        this.reactor = reactor;
        this.board = board;
        this.streams = streams;
        this.stalled = stalled;
        this.limit = limit;
        this.publisher = new Publisher(reactor, target.port());
        target.collectGarbage();
        this.baseline = target.usage();
    }

    /**
     * Does what the phase says.
     *
     * @throws IOException when there is no server to talk to any more
     */
    Figures run(Phase phase) throws IOException {
        if (phase instanceof Phase.Connect) {
            return new Opening(this).run();
        }
        if (phase instanceof Phase.Reconnect) {
            return new Opening(this).run();
        }
        if (phase instanceof Phase.Leave leave) {
            streams.end();
            collectAndWait(leave.millis());
            return new Memory(this).ofNone();
        }
        if (phase instanceof Phase.Idle idle) {
            collectAndWait(idle.millis());
            return new Memory(this).ofStreams();
        }
        if (phase instanceof Phase.Rest rest) {
            collectAndWait(rest.millis());
            return new Memory(this).ofStreams();
        }
        if (phase instanceof Phase.Resume resume) {
            int lostBefore = streams.lost();
            streams.resume();
            turnFor(Duration.ofMillis(resume.millis()));
            return new Figures().put(Figure.STALLED_ENDED, (double) streams.lost() - lostBefore);
        }
        return new Broadcasting(this, (Broadcasts) phase).run();
    }

    /** Waits before too, for the server first has to see what has changed. */
    private void collectAndWait(int millis) throws IOException {
        turnFor(Duration.ofMillis(millis));
        target.collectGarbage();
        turnFor(Duration.ofMillis(millis));
    }

    Target target() {
        return target;
    }

    Board board() {
        return board;
    }

    Streams streams() {
        return streams;
    }

    Publisher publisher() {
        return publisher;
    }

    /** How many of the streams read nothing. */
    int stalled() {
        return stalled;
    }

    /** What a phase may take at most. */
    Duration limit() {
        return limit;
    }

    /** The server before its first stream. */
    Usage baseline() {
        return baseline;
    }

    /** Lets streams and publisher do what they can do now, or waits a little. */
    void turn() throws IOException {
        reactor.turn(TURN_NANOS);
        if (!publisher.trouble().isEmpty()) {
            throw new IOException(publisher.trouble());
        }
    }

    /** Goes on for a while. */
    void turnFor(Duration duration) throws IOException {
        long endNanos = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < endNanos) {
            turn();
        }
    }

    @Override
    public void close() throws IOException {
        streams.close();
        publisher.close();
        reactor.close();
    }
}
