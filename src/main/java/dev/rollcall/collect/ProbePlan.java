package dev.rollcall.collect;

import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.catalogue.CatalogueEntry;
import dev.rollcall.config.CollectConfig;
import dev.rollcall.config.PackageConfig;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Subject;
import dev.rollcall.probe.Command;
import dev.rollcall.probe.Probe;
import dev.rollcall.probe.SearchPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what is asked: what the configuration names, then what of the catalogue is installed. */
final class ProbePlan {
    private static final String OTHER = "Other";

    private final RollcallConfig config;
    private final Catalogue catalogue;
    private final SearchPath path;
    private final String host;

    ProbePlan(RollcallConfig config, Catalogue catalogue, SearchPath path, String host) {
        this.config = config;
        this.catalogue = catalogue;
        this.path = path;
        this.host = host;
    }

    /** The probes; looks on the disk, so not on an event loop. */
    List<Probe> probes() {
        Map<String, Probe> byName = new LinkedHashMap<>();
        for (PackageConfig named : config.packages()) {
            byName.put(named.name(), probe(named, catalogue.find(named.name()).orElse(null)));
        }
        if (config.collect().discover()) {
            for (CatalogueEntry known : catalogue.entries()) {
                // What is named in the file is asked as the file says, installed or not.
                if (!byName.containsKey(known.name()) && installed(known).isPresent()) {
                    byName.put(known.name(), probe(named(known), known));
                }
            }
        }
        return List.copyOf(byName.values());
    }

    private Probe probe(PackageConfig named, @Nullable CatalogueEntry known) {
        CollectConfig collect = config.collect();
        String label = first(named.label(), known == null ? null : known.label(), named.name());
        String category = named.isListing()
                ? first(named.category(), null, label)
                : first(named.category(), known == null ? null : known.category(), OTHER);
        Subject subject = new Subject(new EntryKey(host, named.name()), label, category);
        Duration every = first(named.every(), null, collect.every());
        Duration timeout = first(named.timeout(), null, collect.timeout());
        if (named.command() != null) {
            // A command of the user's own prints what it likes: the catalogue's pattern is not for it.
            return new Probe(subject, new Command(named.command()), named.pattern(), every, timeout);
        }
        CatalogueEntry entry = Objects.requireNonNull(known, () -> named.name() + " has no command");
        List<String> argv = new ArrayList<>();
        argv.add(installed(entry).orElse(entry.executables().get(0)));
        argv.addAll(entry.arguments());
        return new Probe(
                subject,
                new Command(argv),
                named.pattern() != null ? named.pattern() : entry.pattern(),
                every,
                timeout);
    }

    /** The first of the entry's executables that can be run. */
    private Optional<String> installed(CatalogueEntry entry) {
        return entry.executables().stream()
                .filter(name -> path.resolve(name) instanceof SearchPath.Executable)
                .findFirst();
    }

    private static PackageConfig named(CatalogueEntry known) {
        return new PackageConfig(known.name(), null, null, null, null, null, null);
    }

    private static <T> T first(@Nullable T chosen, @Nullable T known, T otherwise) {
        if (chosen != null) {
            return chosen;
        }
        return known != null ? known : otherwise;
    }
}
