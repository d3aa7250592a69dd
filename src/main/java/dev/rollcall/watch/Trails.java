package dev.rollcall.watch;

import dev.rollcall.probe.Command;
import dev.rollcall.probe.SearchPath;
import dev.rollcall.probe.SearchPath.Executable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What leads to the files behind commands: each folder on the way, links followed, with the name that the way takes there.
 * A change of any of them may make another file of it: an upgrade by rename, another alternative, a folder that was
 * swapped.
 *
 * <p>One use, one thread; touches the disk, each place once.
 */
final class Trails {
    /** As the kernel: more links are a circle. */
    private static final int LINKS_MAX = 40;

    private final SearchPath path;
    private final Map<Path, Place> places = new HashMap<>();
    private final Map<Path, Map<String, Set<Command>>> dependents = new LinkedHashMap<>();
    private final Set<Path> ends = new HashSet<>();
    private final Map<Command, Set<Path>> files = new HashMap<>();
    private final Map<Path, Path> realFolders = new HashMap<>();

    /** What is at a place. */
    private sealed interface Place {}

    private record Folder() implements Place {}

    private record Link(Path target) implements Place {}

    private record FileOrNothing() implements Place {}

    Trails(SearchPath path) {
        this.path = path;
    }

    /** Follows the program of {@code command}, and whatever else it names by an absolute path. */
    void follow(Command command) {
        try {
            if (command.program().indexOf('/') >= 0) {
                follow(Path.of(command.program()).toAbsolutePath(), command);
            } else {
                alongThePath(command);
            }
            for (String argument : command.argv().subList(1, command.argv().size())) {
                // A script or an archive that the program runs, or the file that it prints.
                if (argument.startsWith("/")) {
                    follow(Path.of(argument), command);
                }
            }
        } catch (InvalidPathException e) {
            // Such a file cannot be, and cannot change.
        }
    }

    /**
     * To the folder that has it. In each of those before it may appear what is run instead; that such a folder itself becomes
     * another one is found by looking again, for it concerns every program and changes few.
     */
    private void alongThePath(Command command) {
        for (Path folder : path.folders()) {
            Path candidate = folder.resolve(command.program());
            if (path.resolve(candidate.toString()) instanceof Executable) {
                follow(candidate, command);
                return;
            }
            if (Files.isDirectory(folder)) {
                Path real = realFolders.computeIfAbsent(folder, Trails::real);
                dependOn(real, command.program(), command);
                ends.add(real);
            }
        }
    }

    private void dependOn(Path folder, String name, Command command) {
        dependents
                .computeIfAbsent(folder, key -> new HashMap<>())
                .computeIfAbsent(name, key -> new HashSet<>())
                .add(command);
    }

    private void follow(Path file, Command command) {
        Deque<Path> names = new ArrayDeque<>();
        file.forEach(names::addLast);
        Path folder = Path.of("/");
        for (int links = 0; !names.isEmpty() && links <= LINKS_MAX; ) {
            Path name = names.removeFirst();
            if (name.toString().equals("..")) {
                folder = folder.getParent() == null ? folder : folder.getParent();
                continue;
            }
            if (name.toString().equals(".")) {
                continue;
            }
            dependOn(folder, name.toString(), command);
            Path at = folder.resolve(name);
            Place place = places.computeIfAbsent(at, Trails::look);
            if (place instanceof Link link) {
                links++;
                folder = link.target().isAbsolute() ? Path.of("/") : folder;
                for (int i = link.target().getNameCount() - 1; i >= 0; i--) {
                    names.addFirst(link.target().getName(i));
                }
            } else if (place instanceof Folder) {
                folder = at;
            } else {
                ends.add(folder);
                files.computeIfAbsent(command, key -> new LinkedHashSet<>()).add(at);
                return;
            }
        }
    }

    /** The files behind each command, without links. */
    Map<Command, Set<Path>> files() {
        return files;
    }

    /** By folder and name: what depends on it. Folders are real paths. */
    Map<Path, Map<String, Set<Command>>> dependents() {
        return dependents;
    }

    /** Folders in which a trail ends: there are the files that may be written in place. */
    Set<Path> ends() {
        return ends;
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder;
        }
    }

    private static Place look(Path at) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(at, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isSymbolicLink()) {
                return new Link(Files.readSymbolicLink(at));
            }
            return attributes.isDirectory() ? new Folder() : new FileOrNothing();
        } catch (IOException e) {
            return new FileOrNothing();
        }
    }
}
