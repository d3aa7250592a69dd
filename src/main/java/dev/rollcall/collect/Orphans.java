package dev.rollcall.collect;

import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Absent;
import dev.rollcall.inventory.Reading.Gone;
import dev.rollcall.inventory.Reading.Outcome;
import dev.rollcall.inventory.Status;
import dev.rollcall.probe.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What becomes of the entries of an earlier life that nobody asks about any more. Any thread. */
final class Orphans {
    private final Catalogue catalogue;
    private final boolean discovers;

    /** @param discovers whether what is installed is on the board without being named */
    Orphans(Catalogue catalogue, boolean discovers) {
        this.catalogue = catalogue;
        this.discovers = discovers;
    }

    /**
     * A reading for each of {@code entries} that none of {@code probes} asks about. What a listing did not list any more
     * before the restart is asked about by nobody: names with versions in them would pile up.
     */
    List<Reading> readings(Collection<Entry> entries, List<Probe> probes, Instant now) {
        Set<EntryKey> asked =
                probes.stream().map(probe -> probe.subject().key()).collect(Collectors.toSet());
        // Of a host that has another name now, nobody has looked whether anything is uninstalled.
        Set<String> hosts = asked.stream().map(EntryKey::host).collect(Collectors.toSet());
        List<Probe> listings = probes.stream().filter(Probe::isListing).toList();
        return entries.stream()
                .filter(entry -> !asked.contains(entry.key()))
                .filter(entry -> entry.status() == Status.MISSING
                        || listings.stream().noneMatch(listing -> listing.asksAbout(entry.key())))
                .map(entry -> new Reading(entry.subject(), outcome(entry, hosts), now, Duration.ZERO))
                .toList();
    }

    /**
     * What was found and is not there any more was uninstalled meanwhile, and is shown as missing until the next start; what
     * the configuration named, and does not name any more, goes.
     */
    private Outcome outcome(Entry entry, Set<String> hosts) {
        boolean wasFound = discovers
                && hosts.contains(entry.key().host())
                && entry.status() != Status.MISSING
                && catalogue
                        .find(beforeFolder(entry.key().packageName()))
                        // An entry of a listing may have the name of a known program; it stands under another heading.
                        .filter(known -> known.category().equals(entry.subject().category()))
                        .isPresent();
        return wasFound ? new Absent("no longer installed") : new Gone();
    }

    private static String beforeFolder(String name) {
        int at = name.indexOf('@', 1);
        return at < 0 ? name : name.substring(0, at);
    }
}
