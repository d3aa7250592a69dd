package dev.rollcall.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A child and everything it started. Descendants are found in two ways: by parentage, and, on Linux, by a mark in their
 * environment, because a process whose parent has ended (a daemon, {@code cmd &}) belongs to nobody any more. The mark is
 * how Jenkins' build agents do it. A descendant that both lost its parent and cleared its environment is not found.
 */
final class ProcessTree {
    /** Environment variable that marks each process of one run. */
    private static final String MARK = "ROLLCALL_RUN";

    private static final Path PROC = Path.of("/proc");
    /** A tree that forks faster than it is ended gets this many passes. */
    private static final int PASSES_MAX = 50;
    /** A signal takes effect when its process is next scheduled. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    /** Up to this many process ids are looked at one by one; beyond it, listing /proc is cheaper. */
    private static final long IDS_MAX = 4096;
    /** A machine that gives out ids faster than they are looked at gets this many listings. */
    private static final int LISTINGS_MAX = 3;
    /** The mark stands in the environment of a child of ours, which is small. */
    private static final int ENVIRONMENT_BYTES_MAX = 1024 * 1024;

    private final String value = UUID.randomUUID().toString();

    /** Puts the mark into the environment of a process that is about to start. */
    void mark(Map<String, String> environment) {
        environment.put(MARK, value);
    }

    /** Ends {@code root} and all its descendants, at once and without asking. */
    void end(Process root) {
        for (int pass = 0; pass < PASSES_MAX; pass++) {
            Map<Long, ProcessHandle> alive = new LinkedHashMap<>();
            // Parents first, or they would have time to start more.
            if (root.isAlive()) {
                alive.put(root.pid(), root.toHandle());
            }
            root.descendants().filter(ProcessHandle::isAlive).forEach(p -> alive.put(p.pid(), p));
            Sighting sighting = look(root.pid());
            sighting.marked().forEach(p -> alive.putIfAbsent(p.pid(), p));
            if (alive.isEmpty() && sighting.starting().isEmpty()) {
                return;
            }
            alive.values().forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /**
     * Ends what a root that has ended by itself left behind.
     *
     * @return how many processes that were
     */
    int endLeftBehind(long rootPid) {
        Set<ProcessHandle> ended = new HashSet<>();
        for (int pass = 0; pass < PASSES_MAX; pass++) {
            Sighting sighting = look(rootPid);
            if (sighting.marked().isEmpty() && sighting.starting().isEmpty()) {
                break;
            }
            ended.addAll(sighting.marked());
            sighting.marked().forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return ended.size();
    }

    /**
     * What one look at the processes showed.
     *
     * @param marked those that bear the mark
     * @param starting those of which it cannot be told yet
     */
    private record Sighting(List<ProcessHandle> marked, List<ProcessHandle> starting) {}

    /**
     * Looks for living processes that bear the mark. Process ids are given out upwards, so descendants of {@code rootPid}
     * stand between it and the newest id: on a quiet machine that is nothing to look at, which makes this cheap enough for
     * the end of each run.
     */
    private Sighting look(long rootPid) {
        Sighting sighting = new Sighting(new ArrayList<>(), new ArrayList<>());
        long looked = rootPid;
        long budget = IDS_MAX;
        int listings = 0;
        // Until no id is new: one that ended before it was looked at may have left a child with a newer id.
        for (Optional<Long> newest = newestPid(); newest.isPresent() && newest.get() != looked; newest = newestPid()) {
            long ids = newest.get() - looked;
            if (ids > 0 && ids <= budget) {
                budget -= ids;
                while (looked < newest.get()) {
                    lookAt(++looked, sighting);
                }
            } else if (listings++ < LISTINGS_MAX) {
                // The ids have wrapped round, or very many were given out since.
                lookAtAll(sighting);
                looked = newest.get();
                budget = IDS_MAX;
            } else {
                break;
            }
        }
        return sighting;
    }

    private void lookAtAll(Sighting sighting) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                lookAt(Long.parseLong(entry.getFileName().toString()), sighting);
            }
        } catch (IOException | NumberFormatException e) {
            // No /proc, no marks: what parentage finds is all there is.
        }
    }

    private void lookAt(long pid, Sighting sighting) {
        try {
            // The handle first: it remembers the start time, and so cannot end a stranger that gets the id later.
            Optional<ProcessHandle> handle = ProcessHandle.of(pid);
            if (handle.isEmpty()) {
                return;
            }
            String environment = read(pid, "environ");
            if (environment.isEmpty()) {
                // In the middle of execve(2) a process shows neither arguments nor environment for a moment. A
                // zombie and a thread of the kernel never show any, but have no executable: this throws for them.
                Files.readSymbolicLink(PROC.resolve(pid + "/exe"));
                if (read(pid, "cmdline").isEmpty()) {
                    sighting.starting().add(handle.get());
                    return;
                }
                environment = read(pid, "environ");
            }
            if (environment.contains(MARK + '=' + value)) {
                sighting.marked().add(handle.get());
            }
        } catch (IOException goneOrNotOurs) {
            // Ended meanwhile, or of another user: not one of this run.
        }
    }

    /**
     * The beginning of a file of {@code pid}. Its first few KB come in one call of the system, because between two calls the
     * process may become another program, and then the second one gives nothing.
     */
    private static String read(long pid, String file) throws IOException {
        try (InputStream in = Files.newInputStream(PROC.resolve(pid + "/" + file))) {
            return new String(in.readNBytes(ENVIRONMENT_BYTES_MAX), StandardCharsets.ISO_8859_1);
        }
    }

    /** The process id given out last; the last word of /proc/loadavg, see proc(5). */
    private static Optional<Long> newestPid() {
        try {
            String loadavg = Files.readString(PROC.resolve("loadavg")).trim();
            return Optional.of(Long.parseLong(loadavg.substring(loadavg.lastIndexOf(' ') + 1)));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
