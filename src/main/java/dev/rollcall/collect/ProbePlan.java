package dev.rollcall.collect;

import com.google.re2j.Pattern;
import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.catalogue.CatalogueEntry;
import dev.rollcall.config.PackageConfig;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.installs.Install;
import dev.rollcall.installs.InstallFinder;
import dev.rollcall.installs.InstallName;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Subject;
import dev.rollcall.probe.Command;
import dev.rollcall.probe.Probe;
import dev.rollcall.probe.Probe.Origin;
import dev.rollcall.probe.SearchPath.Executable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is asked: what the configuration names, then what of the catalogue is installed. May be asked again and
 * again, by one thread at a time.
 */
final class ProbePlan {
    private static final String OTHER = "Other";

    private final RollcallConfig config;
    private final Catalogue catalogue;
    private final Machine machine;
    private final String host;
    private final Remembered remembered;

    ProbePlan(RollcallConfig config, Catalogue catalogue, Machine machine, String host) {
        this(config, catalogue, machine, host, new Remembered());
    }

    private ProbePlan(RollcallConfig config, Catalogue catalogue, Machine machine, String host, Remembered remembered) {
        this.config = config;
        this.catalogue = catalogue;
        this.machine = machine;
        this.host = host;
        this.remembered = remembered;
    }

    /** The plan by another configuration. What this one has found and is gone is asked on, where that goes on meaning the same. */
    ProbePlan with(RollcallConfig other, String otherHost) {
        boolean same = host.equals(otherHost)
                && config.collect().discover() == other.collect().discover();
        return new ProbePlan(other, catalogue, machine, otherHost, same ? remembered : new Remembered());
    }

    /** What to ask now; looks on the disk, so not on an event loop. */
    Plan scan() {
        InstallFinder finder = new InstallFinder(machine.path(), machine.furtherFolders(), catalogue.entries());
        Map<String, Probe> named = new LinkedHashMap<>();
        for (PackageConfig one : config.packages()) {
            named.put(one.name(), named(one, finder));
        }
        List<Probe> probes = new ArrayList<>(named.values());
        if (config.collect().discover()) {
            Map<String, Probe> discovered = new LinkedHashMap<>();
            catalogue.entries().forEach(entry -> discover(entry, finder, named, discovered));
            probes.addAll(discovered.values());
            // What is still there is not gone: it stands on the board under another name, as when it became the first
            // one.
            remembered.gone(discovered).stream()
                    .filter(probe -> !(machine.path().resolve(probe.command().program()) instanceof Executable))
                    .forEach(probes::add);
        }
        return new Plan(probes, finder.places(), finder.programFolders());
    }

    /** What is named in the file is asked as the file says, installed or not. */
    private Probe named(PackageConfig named, InstallFinder finder) {
        CatalogueEntry known = catalogue.find(named.name()).orElse(null);
        String label = first(named.label(), known == null ? null : known.label(), named.name());
        if (named.command() != null) {
            // A command of the user's own prints what it likes: the catalogue's pattern is not for it.
            return probe(named, known, named.name(), label, new Command(named.command()));
        }
        CatalogueEntry entry = Objects.requireNonNull(known, () -> named.name() + " has no command");
        String program = finder.find(entry).stream()
                .findFirst()
                .map(Install::program)
                .orElseGet(() -> InstallFinder.usualName(entry));
        return probe(named, entry, named.name(), label, command(entry, program));
    }

    private void discover(
            CatalogueEntry entry, InstallFinder finder, Map<String, Probe> named, Map<String, Probe> discovered) {
        Probe namedOne = named.get(entry.name());
        PackageConfig how = config.packages().stream()
                .filter(one -> one.name().equals(entry.name()))
                .findFirst()
                .orElseGet(() -> PackageConfig.named(entry.name()));
        // A command of the user's own stands for the package as a whole.
        if (!entry.mayBeDiscovered() || (namedOne != null && how.command() != null)) {
            return;
        }
        String label = first(how.label(), null, entry.label());
        boolean first = true;
        for (Install install : finder.find(entry)) {
            if (!first && isAskedAlready(command(entry, install.path().toString()), named)) {
                // Named with its path, as rollcall discover prints it.
                continue;
            }
            if (!first) {
                String name = InstallName.of(
                        entry.name(),
                        install,
                        taken -> named.containsKey(taken) || discovered.containsKey(taken) || isOfAListing(taken));
                Command command = command(entry, install.path().toString());
                discovered.put(name, probe(how, entry, name, InstallName.label(label, install), command));
            } else if (namedOne == null) {
                discovered.put(entry.name(), probe(how, entry, entry.name(), label, command(entry, install.program())));
            }
            first = false;
        }
    }

    private Probe probe(PackageConfig how, @Nullable CatalogueEntry known, String name, String label, Command command) {
        String category = how.isListing()
                ? first(how.category(), null, label)
                : first(how.category(), known == null ? null : known.category(), OTHER);
        Pattern usual = known == null || how.command() != null ? null : known.pattern();
        return new Probe(
                new Subject(new EntryKey(host, name), label, category),
                command,
                how.pattern() != null ? how.pattern() : usual,
                first(how.every(), null, config.collect().every()),
                first(how.timeout(), null, config.collect().timeout()),
                isNamed(name) ? Origin.NAMED : Origin.DISCOVERED,
                first(how.commandShown(), null, command.argv()));
    }

    private static boolean isAskedAlready(Command command, Map<String, Probe> named) {
        return named.values().stream().anyMatch(one -> one.command().equals(command));
    }

    private boolean isNamed(String name) {
        return config.packages().stream().anyMatch(one -> one.name().equals(name));
    }

    /** Whether a listing would take an entry of this name for its own. */
    private boolean isOfAListing(String name) {
        return config.packages().stream().anyMatch(one -> one.isListing() && name.endsWith('@' + one.name()));
    }

    private static Command command(CatalogueEntry entry, String program) {
        List<String> argv = new ArrayList<>(List.of(program));
        argv.addAll(entry.arguments());
        return new Command(argv);
    }

    private static <T> T first(@Nullable T chosen, @Nullable T known, T otherwise) {
        if (chosen != null) {
            return chosen;
        }
        return known != null ? known : otherwise;
    }
}
