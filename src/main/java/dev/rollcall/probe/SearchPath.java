package dev.rollcall.probe;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where programs are looked for: {@code PATH}, extended by the sbin folders, where servers live but which users seldom
 * have on their path.
 *
 * <p>Immutable; any thread, but looking up touches the disk.
 */
public final class SearchPath {
    private static final List<String> ALWAYS =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    private final List<Path> folders;

    /** Looks in {@code folders}, in this order. */
    public SearchPath(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** The path of {@code environment}, extended. */
    public static SearchPath of(Map<String, String> environment) {
        String path = environment.getOrDefault("PATH", "");
        return new SearchPath(Stream.concat(Stream.of(path.split(File.pathSeparator)), ALWAYS.stream())
                .flatMap(SearchPath::absolute)
                .distinct()
                .toList());
    }

    /** Where is looked, in this order; absolute. */
    public List<Path> folders() {
        return folders;
    }

    /** What was found under a program's name. */
    public sealed interface Resolution {}

    /**
     * It can be run.
     *
     * @param path absolute
     */
    public record Executable(Path path) implements Resolution {}

    /**
     * It is there and cannot be run.
     *
     * @param path absolute
     * @param cause why not, in words for people
     */
    public record NotRunnable(Path path, String cause) implements Resolution {}

    /** It is nowhere. */
    public record NotFound() implements Resolution {}

    /** Finds a program by name on the path, or by its path when it has a slash. */
    public Resolution resolve(String program) {
        List<Path> candidates = new ArrayList<>();
        boolean byPath = program.indexOf('/') >= 0;
        try {
            if (byPath) {
                candidates.add(Path.of(program).toAbsolutePath());
            } else {
                folders.forEach(folder -> candidates.add(folder.resolve(program)));
            }
        } catch (InvalidPathException e) {
            return new NotFound();
        }
        Resolution best = new NotFound();
        for (Path candidate : candidates) {
            Resolution resolution = look(candidate, byPath);
            if (resolution instanceof Executable) {
                return resolution;
            }
            // As a shell does: a file that cannot be run is only the answer when no later folder has a better one.
            if (best instanceof NotFound) {
                best = resolution;
            }
        }
        return best;
    }

    /** @param byPath whether this very file was asked for; a folder that stands on the path by chance is no answer */
    private static Resolution look(Path candidate, boolean byPath) {
        if (Files.isDirectory(candidate)) {
            return byPath ? new NotRunnable(candidate, "is a folder") : new NotFound();
        }
        if (Files.isExecutable(candidate)) {
            return new Executable(candidate);
        }
        return Files.exists(candidate) ? new NotRunnable(candidate, "is not executable") : new NotFound();
    }

    /** In the form of the environment variable {@code PATH}. */
    @Override
    public String toString() {
        return folders.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Relative folders are left out: what runs must not depend on where Rollcall was started. */
    private static Stream<Path> absolute(String folder) {
        try {
            Path path = Path.of(folder);
            return path.isAbsolute() ? Stream.of(path) : Stream.empty();
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }
}
