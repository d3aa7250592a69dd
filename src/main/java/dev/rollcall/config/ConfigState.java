package dev.rollcall.config;

import java.time.Instant;
import java.util.List;

/** How it stands with the configuration of a running server. */
public sealed interface ConfigState {

    /** Since when it stands so. */
    Instant since();

    /**
     * What the files say is what goes on.
     *
     * @param since when it was taken
     * @param postponed JSON pointers of settings that differ and wait for a restart
     */
    record Applied(Instant since, List<String> postponed) implements ConfigState {
        /** Copies the list. */
        public Applied {
            postponed = List.copyOf(postponed);
        }
    }

    /**
     * What the files say cannot be used; the last good configuration goes on.
     *
     * @param since when that was first seen
     * @param problems what is wrong, a line each, as {@code rollcall check} prints it
     */
    record Refused(Instant since, List<String> problems) implements ConfigState {
        /** Copies the list. */
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
