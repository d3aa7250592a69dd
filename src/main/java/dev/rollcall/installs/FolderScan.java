package dev.rollcall.installs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One look at the folders where programs may be: lists each folder once, however many programs are looked for, and
 * remembers where it looked and for which names, so that the same places can be watched.
 *
 * <p>One scan, one thread; touches the disk.
 */
final class FolderScan {
    /** Folders that one pattern may stand for: more is no place of programs, but a store with millions. */
    private static final int FOLDERS_MAX = 200;

    private final Map<Path, Set<String>> names = new HashMap<>();
    private final Map<Path, Path> real = new HashMap<>();
    private final Map<String, List<Path>> expanded = new HashMap<>();
    private final Map<Path, NameSet> places = new HashMap<>();
    private final Set<Path> programFolders = new HashSet<>();

    /** The names in a folder; none when it cannot be read. */
    Set<String> names(Path folder) {
        return names.computeIfAbsent(folder, key -> {
            String[] list = key.toFile().list();
            return list == null ? Set.of() : new HashSet<>(List.of(list));
        });
    }

    /** The folder without links; itself when it does not exist. */
    Path real(Path folder) {
        return real.computeIfAbsent(folder, FolderScan::withoutLinks);
    }

    /** The folders of an absolute path with globs, in the order of their names. */
    List<Path> expand(String pattern) {
        return expanded.computeIfAbsent(pattern, this::walk);
    }

    /** An absolute folder as it stands, whatever characters its name has; nothing when it is not there. */
    Optional<Path> literal(Path folder) {
        Path at = Path.of("/");
        for (Path part : folder) {
            places.merge(real(at), new NameSet(Set.of(part.toString()), List.of()), NameSet::with);
            at = at.resolve(part);
            if (!Files.isDirectory(at)) {
                return Optional.empty();
            }
        }
        return Optional.of(at);
    }

    private List<Path> walk(String pattern) {
        List<Path> folders = List.of(Path.of("/"));
        for (Path part : Path.of(pattern)) {
            NameGlob glob = new NameGlob(part.toString());
            List<Path> next = new ArrayList<>();
            for (Path folder : folders) {
                places.merge(real(folder), NameSet.of(List.of(glob)), NameSet::with);
                if (glob.isPlain()) {
                    next.add(folder.resolve(part));
                } else {
                    names(folder).stream()
                            .filter(glob::matches)
                            .sorted()
                            .forEach(name -> next.add(folder.resolve(name)));
                }
            }
            folders =
                    next.stream().filter(Files::isDirectory).limit(FOLDERS_MAX).toList();
        }
        return folders;
    }

    /** Remembers that a new program of one of these names in {@code folder} would be news. */
    void lookedFor(Path folder, NameSet wanted) {
        places.merge(real(folder), wanted, NameSet::with);
        programFolders.add(real(folder));
    }

    /** Where was looked, and for which names; real paths. */
    Map<Path, NameSet> places() {
        return places;
    }

    /** Where was looked for programs, not for folders; real paths. */
    Set<Path> programFolders() {
        return programFolders;
    }

    private static Path withoutLinks(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder;
        }
    }
}
