package dev.rollcall.installs;

import dev.rollcall.catalogue.CatalogueEntry;
import dev.rollcall.installs.Install.Found;
import dev.rollcall.probe.SearchPath;
import dev.rollcall.probe.SearchPath.Executable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the installs of packages: on the search path first, then in the usual further folders, then in those that the
 * catalogue names. Installs are apart by their real path, so that however many links lead to one, it is one.
 *
 * <p>One scan, one thread; touches the disk.
 */
public final class InstallFinder {
    /** More than anybody keeps side by side; a pattern that fits a whole store must not fill the board. */
    public static final int INSTALLS_MAX = 20;
    /** Version managers keep every name of every version there, for one launcher that may know none of them. */
    private static final String SHIMS = "shims";

    private final SearchPath path;
    private final FolderScan scan = new FolderScan();
    private final NameSet wanted;
    private final Set<Path> noted = new HashSet<>();
    private final List<Path> onPath;
    private final List<Path> further;

    /**
     * Makes a finder for one scan.
     *
     * @param furtherFolders absolute, globs allowed
     * @param entries whose executables are looked for: a new one in any of the folders is news
     */
    public InstallFinder(SearchPath path, List<String> furtherFolders, Collection<CatalogueEntry> entries) {
        this.path = path;
        this.wanted = NameSet.of(entries.stream()
                .flatMap(entry -> entry.executables().stream())
                .map(NameGlob::new)
                .toList());
        this.onPath = pathFolders();
        this.further = folders(furtherFolders);
    }

    /** The name that people know the program by, for when it is not installed. */
    public static String usualName(CatalogueEntry entry) {
        return entry.executables().stream()
                .filter(name -> new NameGlob(name).isPlain())
                .findFirst()
                .orElse(entry.name());
    }

    /** Folders that were looked into, with the names that were looked for there; real paths. */
    public Map<Path, NameSet> places() {
        return scan.places();
    }

    /** Those of the places in which programs, not folders, were looked for; real paths. */
    public Set<Path> programFolders() {
        return scan.programFolders();
    }

    /** The installs, the one that is meant by the package's plain name first; at most {@link #INSTALLS_MAX}. */
    public List<Install> find(CatalogueEntry entry) {
        Search search = new Search(entry);
        search.in(onPath, Found.NAME_ON_PATH, Found.GLOB_ON_PATH);
        search.in(further, Found.NAME_IN_FOLDER, Found.GLOB_IN_FOLDER);
        search.in(folders(entry.folders()), Found.NAME_IN_FOLDER, Found.GLOB_IN_FOLDER);
        return search.installs.values().stream().limit(INSTALLS_MAX).toList();
    }

    /** In the user's order; a folder that is another by a link, as /bin is /usr/bin, has nothing new. */
    private List<Path> pathFolders() {
        Map<Path, Path> byReal = new LinkedHashMap<>();
        for (Path folder : path.folders()) {
            scan.literal(folder).ifPresent(one -> byReal.putIfAbsent(scan.real(one), one));
        }
        return noted(byReal.values());
    }

    /** Of several links to a folder itself counts, for a link may lead elsewhere tomorrow. */
    private List<Path> folders(List<String> patterns) {
        Map<Path, Path> byReal = new LinkedHashMap<>();
        for (String pattern : patterns) {
            for (Path folder : scan.expand(pattern)) {
                Path real = scan.real(folder);
                byReal.merge(real, folder, (known, other) -> other.equals(real) ? other : known);
            }
        }
        return noted(byReal.values());
    }

    private List<Path> noted(Collection<Path> folders) {
        folders.stream().filter(noted::add).forEach(folder -> scan.lookedFor(folder, wanted));
        return List.copyOf(folders);
    }

    /** The search for one package. */
    private final class Search {
        private final List<NameGlob> globs;
        private final Optional<String> plainName;
        private final Map<Path, Install> installs = new LinkedHashMap<>();

        Search(CatalogueEntry entry) {
            List<NameGlob> names =
                    entry.executables().stream().map(NameGlob::new).toList();
            globs = names.stream().filter(name -> !name.isPlain()).toList();
            List<Path> everywhere = new ArrayList<>(onPath);
            everywhere.addAll(further);
            everywhere.addAll(folders(entry.folders()));
            // Alternatives are doors of one package, such as a server and its client: only the best one is a package.
            plainName = names.stream()
                    .filter(NameGlob::isPlain)
                    .map(NameGlob::toString)
                    .filter(name -> everywhere.stream().anyMatch(folder -> canRun(folder, name)))
                    .findFirst();
        }

        void in(List<Path> folders, Found byName, Found byGlob) {
            plainName.ifPresent(name -> folders.stream()
                    .filter(folder -> canRun(folder, name))
                    .forEach(folder -> add(folder.resolve(name), byName)));
            for (NameGlob glob : globs) {
                folders.stream()
                        .filter(folder -> !folder.endsWith(SHIMS))
                        .forEach(folder -> matching(folder, glob).forEach(file -> add(folder.resolve(file), byGlob)));
            }
        }

        private List<String> matching(Path folder, NameGlob glob) {
            List<String> matching = new ArrayList<>();
            for (String name : scan.names(folder)) {
                if (glob.matches(name) && canRun(folder, name)) {
                    matching.add(name);
                }
            }
            matching.sort(null);
            return matching;
        }

        private boolean canRun(Path folder, String name) {
            return scan.names(folder).contains(name)
                    && path.resolve(folder.resolve(name).toString()) instanceof Executable;
        }

        private void add(Path executable, Found found) {
            boolean hidden = found == Found.GLOB_ON_PATH
                    && !path.resolve(String.valueOf(executable.getFileName())).equals(new Executable(executable));
            try {
                Install install =
                        new Install(executable, executable.toRealPath(), hidden ? Found.GLOB_IN_FOLDER : found);
                installs.putIfAbsent(install.real(), install);
            } catch (IOException goneMeanwhile) {
                // The next scan knows more.
            }
        }
    }
}
