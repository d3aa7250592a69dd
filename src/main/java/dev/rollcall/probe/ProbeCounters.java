package dev.rollcall.probe;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the probes do, by the package that each asks about, and how busy the workers are. Bounded, whatever is asked about.
 * Thread-safe; a reader may see a moment in which a run is half counted.
 */
public final class ProbeCounters {
    /** A package makes half a dozen series; beyond this many, all others make them together. */
    static final int PACKAGES_MAX = 1_000;
    /** The name of those others. */
    static final String OTHER = "other";

    private final RunBook book = new RunBook();
    private final PackageRuns others = new PackageRuns();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private volatile Map<String, PackageRuns> packages = Map.of();

    /** The last runs, for who looks at one package. */
    public RunBook book() {
        return book;
    }

    /** From now on these packages are asked about. What was counted of others is forgotten. */
    public synchronized void asks(Collection<String> names) {
        Map<String, PackageRuns> before = packages;
        Map<String, PackageRuns> next = new HashMap<>();
        // Those that have series of their own keep them.
        for (String name : names) {
            PackageRuns known = before.get(name);
            if (known != null && known != others) {
                next.put(name, known);
            }
        }
        for (String name : names) {
            boolean apart = next.size() < PACKAGES_MAX && !name.equals(OTHER);
            next.computeIfAbsent(name, added -> apart ? new PackageRuns() : others);
        }
        packages = Map.copyOf(next);
    }

    /** The runs of the packages that are asked about, by name; those that are too many under one. */
    public Map<String, PackageRuns> packages() {
        Map<String, PackageRuns> told = new TreeMap<>();
        packages.forEach((name, runs) -> told.put(runs == others ? OTHER : name, runs));
        return told;
    }

    /** A command waits for a worker. */
    public void waits() {
        waiting.incrementAndGet();
    }

    /** Does {@code work}, which has waited, on this worker. */
    public <T> T busy(Callable<T> work) throws Exception {
        waiting.decrementAndGet();
        busy.incrementAndGet();
        try {
            return work.call();
        } finally {
            busy.decrementAndGet();
        }
    }

    /** Commands that wait for a worker. */
    public int waiting() {
        return waiting.get();
    }

    /** Workers that run a command. */
    public int busy() {
        return busy.get();
    }

    /** A run of {@code packageName} has ended. One that nobody asks about any more does not count. */
    void ran(String packageName, RunOutcome outcome, Duration took) {
        PackageRuns runs = packages.get(packageName);
        if (runs != null) {
            runs.ran(outcome, took);
        }
    }
}
