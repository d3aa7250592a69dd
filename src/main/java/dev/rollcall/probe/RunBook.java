package dev.rollcall.probe;

import dev.rollcall.inventory.Asked;
import dev.rollcall.inventory.EntryKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked about now, and how the last runs of each probe went. As large as the plan: what is not asked about any more is
 * forgotten, and a probe that asks in another way begins anew. Thread-safe; a run costs one look into a map and four writes.
 */
public final class RunBook {
    private volatile Map<EntryKey, Page> pages = Map.of();

    private record Page(Probe probe, RecentRuns runs) {
        Asked asked() {
            return new Asked(probe.shown(), probe.every(), probe.timeout(), runs.last(), runs.recent());
        }
    }

    /** From now on these are asked, and nothing else. */
    public synchronized void asks(Collection<Probe> probes) {
        Map<EntryKey, Page> next = new HashMap<>();
        for (Probe probe : probes) {
            EntryKey key = probe.subject().key();
            Page known = pages.get(key);
            next.putIfAbsent(
                    key, known != null && known.probe().equals(probe) ? known : new Page(probe, new RecentRuns()));
        }
        pages = Map.copyOf(next);
    }

    /** A run has ended. One of a probe that was replaced meanwhile says nothing about the one in its place. */
    void ran(Probe probe, RunOutcome outcome, Duration took, Instant at) {
        Page page = pages.get(probe.subject().key());
        if (page != null && page.probe().equals(probe)) {
            page.runs().ran(outcome, took, at);
        }
    }

    /** How the entry of {@code key} is asked about: by its own probe, or by the listing that it is of. */
    public Optional<Asked> find(EntryKey key) {
        Map<EntryKey, Page> now = pages;
        String name = key.packageName();
        EntryKey listing = new EntryKey(key.host(), name.substring(name.lastIndexOf('@') + 1));
        return Optional.ofNullable(now.get(key))
                .or(() -> Optional.ofNullable(now.get(listing)))
                .filter(page -> page.probe().asksAbout(key))
                .map(Page::asked);
    }
}
