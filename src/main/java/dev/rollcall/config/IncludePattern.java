package dev.rollcall.config;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of a file, or a pattern as a shell has it ({@code packages.d/*.json}), in any step of the path. {@code *} does not
 * find what begins with a dot: editors keep their own files under such names, and Kubernetes its folders.
 *
 * @param folder from which it is meant
 * @param text as it stands in the file
 */
record IncludePattern(Path folder, String text) {
    /** Folders with links to themselves have names without end. */
    private static final int NAMES_MAX = 10_000;

    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

    boolean hasWildcard() {
        return WILDCARD.matcher(text).find();
    }

    /** What it finds, sorted by name; without a wildcard the one name, whether it is there or not. */
    List<Path> files() throws IOException {
        Path path = folder.getFileSystem().getPath(text);
        if (!hasWildcard()) {
            return List.of(folder.resolve(path));
        }
        List<Path> found = List.of(path.isAbsolute() ? path.getRoot() : folder);
        for (Path step : path) {
            found = next(found, step.toString());
        }
        return found.stream().sorted().toList();
    }

    private static List<Path> next(List<Path> folders, String step) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : folders) {
            if (WILDCARD.matcher(step).find()) {
                list(folder, step, found);
            } else if (Files.exists(folder.resolve(step), LinkOption.NOFOLLOW_LINKS)) {
                found.add(folder.resolve(step));
            }
            if (found.size() > NAMES_MAX) {
                throw new IOException("more than " + NAMES_MAX + " names on its way");
            }
        }
        return found;
    }

    private static void list(Path folder, String step, List<Path> into) throws IOException {
        Path listed = folder.toString().isEmpty() ? Path.of(".") : folder;
        try (DirectoryStream<Path> names = Files.newDirectoryStream(listed, step)) {
            for (Path name : names) {
                String last = name.getFileName().toString();
                if (step.startsWith(".") || !last.startsWith(".")) {
                    into.add(folder.resolve(last));
                }
            }
        } catch (NotDirectoryException e) {
            // A file among the folders that a pattern goes through is no match.
        }
    }
}
