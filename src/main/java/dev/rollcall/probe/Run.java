package dev.rollcall.probe;

import java.nio.file.Path;
import java.time.Duration;

/** How one run of a command went. */
public sealed interface Run {

    /** How long it took; zero when nothing was started. */
    Duration took();

    /**
     * It ended by itself.
     *
     * @param exit exit code; 128 + n after signal n, as shells count
     * @param leftBehind processes that it had left behind, and that were ended
     */
    record Finished(int exit, Captured stdout, Captured stderr, int leftBehind, Duration took) implements Run {}

    /** It did not end in time; its process tree was ended. */
    record TimedOut(Duration limit, Duration took) implements Run {}

    /** No such program. */
    record NotFound(String program) implements Run {
        @Override
        public Duration took() {
            return Duration.ZERO;
        }
    }

    /**
     * There is such a file, and it could not be started.
     *
     * @param cause why not, in words for people
     */
    record NotStarted(Path path, String cause) implements Run {
        @Override
        public Duration took() {
            return Duration.ZERO;
        }
    }

    /** Rollcall is shutting down; the process tree was ended. */
    record Cancelled(Duration took) implements Run {}
}
