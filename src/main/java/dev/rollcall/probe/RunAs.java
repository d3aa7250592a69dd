package dev.rollcall.probe;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * As whom commands run: with our own rights, or, when those are root's, as the user of {@code collect.user}, without any of
 * root's. Fails safe: where that cannot be done, commands do not run.
 *
 * <p>Rollcall itself stays root, and so can end whatever it started. To find a process that lost its parent it reads the
 * environment of another user's process, for which root needs CAP_SYS_PTRACE: in a container without it, only what
 * parentage shows is ended.
 *
 * <p>Any thread.
 */
public final class RunAs {
    /** Where the system's own tools are. Not PATH: what runs as root must not depend on who may write to its folders. */
    private static final SearchPath TOOLS = new SearchPath(List.of(
            Path.of("/usr/bin"),
            Path.of("/bin"),
            Path.of("/usr/sbin"),
            Path.of("/sbin"),
            Path.of("/run/current-system/sw/bin")));

    private final Supplier<Way> ways;

    private RunAs(Supplier<Way> ways) {
        this.ways = ways;
    }

    /**
     * Runs commands as {@code user} says, when this process is root.
     *
     * @param user asked for each command, so that it may change
     * @param warnings gets a line, once, when commands run as root, and when they are not run at all
     */
    public static RunAs of(Supplier<Optional<String>> user, Consumer<String> warnings) {
        return of(user, warnings, Dropping.effectiveUid(), TOOLS);
    }

    static RunAs of(Supplier<Optional<String>> user, Consumer<String> warnings, long uid, SearchPath tools) {
        return new RunAs(new Dropping(user, warnings, uid, tools)::way);
    }

    /** Runs commands with our own rights. */
    public static RunAs ourselves() {
        return new RunAs(Way.Direct::new);
    }

    /** How the next command is started. May block for some milliseconds. */
    Way way() {
        return ways.get();
    }
}
