package dev.rollcall.http;

/** Whether new clients should be sent here: what {@code /health/ready} says. Thread-safe. */
public final class Readiness {

    /** The life of a server, in this order. */
    public enum Phase {
        /** Listening, but it is not yet known what to ask. */
        STARTING,
        /** Collecting and serving. */
        READY,
        /** Streams are being ended. */
        STOPPING
    }

    private volatile Phase phase = Phase.STARTING;

    /** What it is now. */
    public Phase phase() {
        return phase;
    }

    /** Goes on to {@code next}; a phase never comes back, so a start that ends late does not undo a stop. */
    public synchronized void advanceTo(Phase next) {
        if (next.compareTo(phase) > 0) {
            phase = next;
        }
    }
}
