package dev.rollcall.bench;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** Who runs on which core: servers on one, the client on another, so that neither takes the other's time. */
final class Cores {
    static final int SERVER = 0;
    static final int CLIENT = 1;

    private static final List<String> TASKSET_PLACES = List.of("/usr/bin/taskset", "/bin/taskset");

    private Cores() {}

    /** Whether processes are held to their cores: there are two, and there is taskset(1). */
    static boolean pinned() {
        return Runtime.getRuntime().availableProcessors() > 1
                && TASKSET_PLACES.stream().anyMatch(place -> new File(place).canExecute());
    }

    /** {@code command}, held to {@code core} where that is possible. */
    static List<String> pin(int core, List<String> command) {
        List<String> pinned = new ArrayList<>();
        if (pinned()) {
            pinned.addAll(List.of("taskset", "-c", String.valueOf(core)));
        }
        pinned.addAll(command);
        return pinned;
    }

    /** For the head of the report. */
    static String described() {
        return pinned()
                ? "servers on core " + SERVER + ", client on core " + CLIENT
                : "NOT PINNED (no taskset, or one core): servers and client take each other's time";
    }
}
