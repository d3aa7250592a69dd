package dev.rollcall.collect;

import dev.rollcall.probe.SearchPath;
import dev.rollcall.watch.FolderWatch;
import java.util.List;
import java.util.Map;

/**
 * Where this machine keeps its programs, and how it tells that they change.
 *
 * @param path where programs are looked for by name
 * @param furtherFolders where they are besides, absolute, globs allowed
 * @param watching how folders are watched
 */
record Machine(SearchPath path, List<String> furtherFolders, FolderWatch.Factory watching) {
    /** What unpacks itself into a folder of its own: {@code /usr/local/go/bin} is where Go's own guide puts it. */
    private static final List<String> FURTHER = List.of("/usr/local/*/bin", "/opt/*/bin", "/opt/*/sbin");

    Machine {
        furtherFolders = List.copyOf(furtherFolders);
    }

    /** The machine that {@code environment} is of. */
    static Machine of(Map<String, String> environment) {
        return new Machine(SearchPath.of(environment), FURTHER, FolderWatch::ofThisSystem);
    }
}
