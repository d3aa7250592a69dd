package dev.rollcall.bench;

import java.util.concurrent.TimeUnit;

/** A phase that publishes, and counts what comes out. */
sealed interface Broadcasts extends Phase {
    /** Of the body that is published. */
    int sizeBytes();

    /** How many are published. */
    int count();

    /** How many should have been published by now, at least; {@code complete} of them have reached every stream. */
    long due(long elapsedNanos, long complete);

    /** Like {@link Flow}; only makes the server warm, and is left out of the report. */
    record Warm(int sizeBytes, int count, int inFlight) implements Broadcasts {
        @Override
        public long due(long elapsedNanos, long complete) {
            return complete + inFlight;
        }

        @Override
        public String title() {
            return "";
        }

        @Override
        public String toString() {
            return "warm:" + sizeBytes + ":" + count + ":" + inFlight;
        }
    }

    /** One every so often, whether or not the one before has arrived. */
    record Paced(int sizeBytes, int count, int intervalMillis) implements Broadcasts {
        @Override
        public long due(long elapsedNanos, long complete) {
            return elapsedNanos / TimeUnit.MILLISECONDS.toNanos(intervalMillis) + 1;
        }

        @Override
        public String title() {
            return "Paced broadcasts, " + sizeBytes + " B";
        }

        @Override
        public String toString() {
            return "paced:" + sizeBytes + ":" + count + ":" + intervalMillis;
        }
    }

    /** All at once. */
    record Burst(int sizeBytes, int count) implements Broadcasts {
        @Override
        public long due(long elapsedNanos, long complete) {
            return count;
        }

        @Override
        public String title() {
            return "Bursts of " + count + ", " + sizeBytes + " B";
        }

        @Override
        public String toString() {
            return "burst:" + sizeBytes + ":" + count;
        }
    }

    /** As fast as they arrive: some are on their way, and each that is complete lets the next one go. */
    record Flow(int sizeBytes, int count, int inFlight) implements Broadcasts {
        @Override
        public long due(long elapsedNanos, long complete) {
            return complete + inFlight;
        }

        @Override
        public String title() {
            return "As fast as they arrive, " + sizeBytes + " B";
        }

        @Override
        public String toString() {
            return "flow:" + sizeBytes + ":" + count + ":" + inFlight;
        }
    }
}
