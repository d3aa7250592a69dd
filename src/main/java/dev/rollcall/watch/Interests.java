package dev.rollcall.watch;

import dev.rollcall.installs.NameSet;
import dev.rollcall.probe.Command;
import dev.rollcall.probe.SearchPath;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What to watch for: names in folders, and whom a change of each concerns. All else that happens in a folder is passed
 * over by a look into a map. Any thread; not changed once it is watched for.
 *
 * @param dependents by folder and name: the commands behind which the file stands
 * @param places by folder: names by which a program, or a folder of programs, would be news
 * @param written folders in which a file that is written to matters, not only one that comes or goes
 * @param files the files behind each command, without links
 */
public record Interests(
        Map<Path, Map<String, Set<Command>>> dependents,
        Map<Path, NameSet> places,
        Set<Path> written,
        Map<Command, Set<Path>> files) {
    /** Nothing. */
    public static final Interests NONE = new Interests(Map.of(), Map.of(), Set.of(), Map.of());

    /**
     * What {@code commands} depend on, and the places where programs may come and go. Touches the disk.
     *
     * @param path where the commands' programs are looked for
     * @param programFolders those of the places in which the programs themselves are
     */
    public static Interests of(
            Collection<Command> commands, SearchPath path, Map<Path, NameSet> places, Set<Path> programFolders) {
        Trails trails = new Trails(path);
        commands.forEach(trails::follow);
        Set<Path> written = new HashSet<>(trails.ends());
        written.addAll(programFolders);
        return new Interests(trails.dependents(), places, written, trails.files());
    }

    /** The commands of both behind which there are other files now than in {@code before}. */
    public Set<Command> movedSince(Interests before) {
        Set<Command> moved = new HashSet<>(files.keySet());
        moved.retainAll(before.files.keySet());
        moved.removeIf(command -> Objects.equals(files.get(command), before.files.get(command)));
        return moved;
    }

    /** Each folder to watch, those behind commands first. */
    List<Path> folders() {
        Set<Path> folders = new LinkedHashSet<>(dependents.keySet());
        folders.addAll(places.keySet());
        return List.copyOf(folders);
    }

    /** What it means that something happened to {@code name} in {@code folder}. */
    News news(Path folder, String name) {
        Set<Command> commands = dependents.getOrDefault(folder, Map.of()).getOrDefault(name, Set.of());
        NameSet place = places.get(folder);
        // A new way to a program may have folders that are not watched yet: look again.
        return new News(commands, !commands.isEmpty() || (place != null && place.contains(name)));
    }

    /** What it means that it is not known what happened in {@code folder}. */
    News anything(Path folder) {
        Set<Command> commands = new HashSet<>();
        dependents.getOrDefault(folder, Map.of()).values().forEach(commands::addAll);
        return new News(commands, true);
    }
}
