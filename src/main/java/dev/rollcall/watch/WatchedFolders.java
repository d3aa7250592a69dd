package dev.rollcall.watch;

import dev.rollcall.watch.FolderWatch.Told;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Which folders are watched, and what for. Any thread. */
final class WatchedFolders {
    /** Ten times what a busy server needs, and an eighth of what old kernels give a user. */
    static final int FOLDERS_MAX = 1_000;

    private final FolderWatch watch;
    private final BiConsumer<Path, IOException> refused;
    private Interests interests = Interests.NONE;
    /** Several folders have one key where one is mounted in several places. */
    private Map<WatchKey, List<Path>> foldersByKey = Map.of();

    /** @param refused takes a folder that cannot be watched, and why */
    WatchedFolders(FolderWatch watch, BiConsumer<Path, IOException> refused) {
        this.watch = watch;
        this.refused = refused;
    }

    /**
     * Watches the folders of {@code next}, and no others. Registers also what is watched already: another folder may stand
     * in its place. Touches the disk.
     *
     * @return whether a folder is watched that was not before; what happened in it until now was not seen
     */
    synchronized boolean follow(Interests next) {
        interests = next;
        Map<WatchKey, List<Path>> now = new HashMap<>();
        List<Path> folders = next.folders();
        if (folders.size() > FOLDERS_MAX) {
            refused.accept(folders.get(FOLDERS_MAX), new IOException("more than " + FOLDERS_MAX + " folders to watch"));
        }
        // Those of which more is told last, for the last call counts where two are the same folder.
        folders.stream()
                .limit(FOLDERS_MAX)
                .sorted(Comparator.comparing(this::told))
                .forEach(folder -> register(folder, now));
        Set<WatchKey> gone = new HashSet<>(foldersByKey.keySet());
        gone.removeAll(now.keySet());
        boolean more = !foldersByKey.keySet().containsAll(now.keySet());
        gone.forEach(WatchKey::cancel);
        foldersByKey = now;
        return more;
    }

    private Told told(Path folder) {
        return interests.written().contains(folder) ? Told.WRITES : Told.NAMES;
    }

    private void register(Path folder, Map<WatchKey, List<Path>> now) {
        try {
            now.computeIfAbsent(watch.register(folder, told(folder)), key -> new ArrayList<>())
                    .add(folder);
        } catch (NoSuchFileException | NotDirectoryException e) {
            // What leads to it is watched, and says when it comes.
        } catch (IOException e) {
            refused.accept(folder, e);
        }
    }

    /** What the events of {@code key} mean; they are taken from it, and it is ready for the next ones. */
    synchronized News news(WatchKey key) {
        News news = News.NONE;
        List<Path> folders = foldersByKey.getOrDefault(key, List.of());
        for (WatchEvent<?> event : key.pollEvents()) {
            for (Path folder : folders) {
                news = news.and(
                        event.kind() == StandardWatchEventKinds.OVERFLOW
                                ? interests.anything(folder)
                                : interests.news(folder, String.valueOf(event.context())));
            }
        }
        if (!key.reset() && !folders.isEmpty()) {
            // The folder itself is gone; another may stand in its place.
            news = news.and(new News(Set.of(), true));
        }
        return news;
    }

    /** How many folders are watched. */
    synchronized int size() {
        return foldersByKey.values().stream().mapToInt(List::size).sum();
    }
}
