package dev.rollcall.collect;

import dev.rollcall.installs.NameSet;
import dev.rollcall.probe.Probe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be asked, as of one scan.
 *
 * @param probes in the order of the configuration, then of the catalogue
 * @param places folders that were looked into, with the names that were looked for: a file of one of these names that
 *     comes or goes there may change the plan. Real paths
 * @param programFolders those of the places in which programs, not folders, were looked for
 */
record Plan(List<Probe> probes, Map<Path, NameSet> places, Set<Path> programFolders) {
    Plan {
        probes = List.copyOf(probes);
        places = Map.copyOf(places);
        programFolders = Set.copyOf(programFolders);
    }
}
