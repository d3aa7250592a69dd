package dev.rollcall.collect;

import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.catalogue.CatalogueEntry;
import dev.rollcall.config.PackageConfig;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.installs.InstallFinder;
import dev.rollcall.probe.Probe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What can be asked on this machine, for those who look once: the same answers that the collector works by. Touches the
 * disk; any thread.
 */
public final class Survey {
    private final RollcallConfig config;
    private final Catalogue catalogue;
    private final Machine machine;

    /** @param environment whose {@code PATH} programs are looked for on */
    public Survey(RollcallConfig config, Catalogue catalogue, Map<String, String> environment) {
        this.config = config;
        this.catalogue = catalogue;
        this.machine = Machine.of(environment);
    }

    /** Probes of the installed programs that the configuration does not name, whether it lets discover or not. */
    public List<Probe> discovered() {
        Set<String> named = config.packages().stream().map(PackageConfig::name).collect(Collectors.toSet());
        return probes(config.discovering()).stream()
                .filter(probe -> !named.contains(probe.subject().key().packageName()))
                .toList();
    }

    /** Entries of installed programs that are not asked without having been named, for asking has side effects. */
    public List<CatalogueEntry> leftAlone() {
        InstallFinder finder = new InstallFinder(machine.path(), machine.furtherFolders(), catalogue.entries());
        return catalogue.entries().stream()
                .filter(entry -> !entry.mayBeDiscovered())
                .filter(entry -> !finder.find(entry).isEmpty())
                .toList();
    }

    /** The probe of this name on the board or, installed or not, in the catalogue. */
    public Optional<Probe> find(String name) {
        return probes(config.discovering()).stream()
                .filter(probe -> probe.subject().key().packageName().equals(name))
                .findFirst()
                .or(() -> catalogue
                        .find(name)
                        .map(known -> probes(config.with(PackageConfig.named(name))).stream()
                                .filter(probe ->
                                        probe.subject().key().packageName().equals(name))
                                .findFirst()
                                .orElseThrow()));
    }

    private List<Probe> probes(RollcallConfig asked) {
        return new ProbePlan(asked, catalogue, machine, HostName.of(config.collect()))
                .scan()
                .probes();
    }
}
