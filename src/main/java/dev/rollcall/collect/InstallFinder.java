package dev.rollcall.collect;

import dev.rollcall.catalogue.CatalogueEntry;
import dev.rollcall.collect.Install.Found;
import dev.rollcall.probe.SearchPath;
import dev.rollcall.probe.SearchPath.Executable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the installs of packages: on the search path first, then in the usual further folders, then in those that the
 * catalogue names. Installs are apart by their real path, so that however many links lead to one, it is one.
 *
 * <p>One scan, one thread; touches the disk.
 */
final class InstallFinder {
    /** More than anybody keeps side by side; a pattern that fits a whole store must not fill the board. */
    static final int INSTALLS_MAX = 20;

    private final SearchPath path;
    private final List<String> furtherFolders;
    private final FolderScan scan;
    private final NameSet wanted;

    /**
     * Makes a finder.
     *
     * @param furtherFolders absolute, globs allowed
     * @param wanted every name that is looked for: a new one in any of the folders is news
     */
    InstallFinder(SearchPath path, List<String> furtherFolders, FolderScan scan, NameSet wanted) {
        this.path = path;
        this.furtherFolders = furtherFolders;
        this.scan = scan;
        this.wanted = wanted;
    }

    /** The installs, the one that is meant by the package's plain name first; at most {@link #INSTALLS_MAX}. */
    List<Install> find(CatalogueEntry entry) {
        Search search = new Search(entry);
        search.in(
                expanded(path.folders().stream().map(Path::toString).toList()), Found.NAME_ON_PATH, Found.GLOB_ON_PATH);
        search.in(expanded(furtherFolders), Found.NAME_IN_FOLDER, Found.GLOB_IN_FOLDER);
        search.in(expanded(entry.folders()), Found.NAME_IN_FOLDER, Found.GLOB_IN_FOLDER);
        return search.installs.values().stream().limit(INSTALLS_MAX).toList();
    }

    private List<Path> expanded(List<String> patterns) {
        Set<Path> folders = new LinkedHashSet<>();
        patterns.forEach(pattern -> folders.addAll(scan.expand(pattern)));
        return List.copyOf(folders);
    }

    /** The search for one package. */
    private final class Search {
        private final List<NameGlob> names;
        private final Map<Path, Install> installs = new LinkedHashMap<>();
        /** Which of the plain names stands for a home: the others there are other doors of the same install. */
        private final Map<Path, String> nameByHome = new HashMap<>();

        Search(CatalogueEntry entry) {
            names = entry.executables().stream().map(NameGlob::new).toList();
        }

        void in(List<Path> folders, Found byName, Found byGlob) {
            folders.forEach(folder -> scan.lookedFor(folder, wanted));
            for (NameGlob name : names) {
                if (name.isPlain()) {
                    folders.stream()
                            .filter(folder -> scan.names(folder).contains(name.toString()))
                            .forEach(folder -> plain(folder, name.toString(), byName));
                }
            }
            for (NameGlob glob : names) {
                if (!glob.isPlain()) {
                    folders.forEach(folder -> matching(folder, glob).forEach(file -> glob(folder, file, byGlob)));
                }
            }
        }

        private void plain(Path folder, String name, Found found) {
            Path home = Install.homeOf(scan.real(folder).resolve(name));
            if (nameByHome.getOrDefault(home, name).equals(name) && add(folder.resolve(name), found)) {
                nameByHome.put(home, name);
            }
        }

        private void glob(Path folder, String file, Found found) {
            Path executable = folder.resolve(file);
            boolean hidden = found == Found.GLOB_ON_PATH && !path.resolve(file).equals(new Executable(executable));
            add(executable, hidden ? Found.GLOB_IN_FOLDER : found);
        }

        private List<String> matching(Path folder, NameGlob glob) {
            List<String> matching = new ArrayList<>();
            for (String name : scan.names(folder)) {
                if (glob.matches(name)) {
                    matching.add(name);
                }
            }
            matching.sort(null);
            return matching;
        }

        /** Whether it can be run. */
        private boolean add(Path executable, Found found) {
            if (!(path.resolve(executable.toString()) instanceof Executable)) {
                return false;
            }
            try {
                Install install = new Install(executable, executable.toRealPath(), found);
                installs.merge(install.real(), install, this::better);
                return true;
            } catch (IOException goneMeanwhile) {
                return false;
            }
        }

        /** Of two ways to a further install the one without links: an alias may lead elsewhere tomorrow. */
        private Install better(Install known, Install other) {
            boolean first = installs.values().iterator().next().equals(known);
            boolean nameable = known.found() == Found.NAME_IN_FOLDER && other.found() == Found.NAME_IN_FOLDER;
            return !first && nameable && other.path().equals(other.real()) ? known.at(other.path()) : known;
        }
    }
}
