package dev.rollcall.catalogue;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one package is asked.
 *
 * @param name the package's name on the board
 * @param label what people see
 * @param category heading under which it stands
 * @param executables names under which it may be installed. Plain names are alternatives: the first that is found is asked.
 *     Names with glob characters, such as {@code php[0-9].[0-9]}, stand for several installs side by side
 * @param folders absolute folders, globs allowed, where it lives besides the search path, such as
 *     {@code /usr/lib/jvm/*}{@code /bin}
 * @param arguments what makes it print its version
 * @param pattern where the version stands in the output; null where the usual places do
 * @param endOfLife its product name at endoflife.date; null where there is none
 * @param sideEffect what its version command does besides, such as starting a daemon, in words for people: discovery
 *     never runs it, a user may name it. Null for a command that only prints
 */
public record CatalogueEntry(
        String name,
        String label,
        String category,
        List<String> executables,
        List<String> folders,
        List<String> arguments,
        @Nullable Pattern pattern,
        @Nullable String endOfLife,
        @Nullable String sideEffect) {
    private static final java.util.regex.Pattern SLUG = java.util.regex.Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");

    /** Copies the lists and checks that there is something to run, and that what is said can be used. */
    public CatalogueEntry {
        executables = List.copyOf(executables);
        folders = List.copyOf(folders);
        arguments = List.copyOf(arguments);
        if (name.isBlank() || label.isBlank() || category.isBlank() || executables.isEmpty()) {
            throw broken(name, "label, category and executables must not be empty");
        }
        for (String executable : executables) {
            if (executable.isBlank() || executable.indexOf('/') >= 0) {
                throw broken(name, "executable \"" + executable + "\" must be a file name");
            }
        }
        for (String folder : folders) {
            if (!folder.startsWith("/") || folder.endsWith("/") || folder.contains("**")) {
                throw broken(
                        name, "folder \"" + folder + "\" must begin with a slash, and have none at its end and no **");
            }
        }
        if (pattern != null && !pattern.namedGroups().containsKey("version")) {
            throw broken(name, "pattern " + pattern + " has no group named version");
        }
        if (endOfLife != null && !SLUG.matcher(endOfLife).matches()) {
            throw broken(
                    name, "endOfLife \"" + endOfLife + "\" must be lower-case letters and digits, joined by - or .");
        }
        if (Objects.requireNonNullElse(sideEffect, "-").isBlank()) {
            throw broken(name, "sideEffect must say something, or not be there");
        }
    }

    /** Whether its version command only prints, so that it may be run without anybody having asked for it. */
    public boolean mayBeDiscovered() {
        return sideEffect == null;
    }

    private static IllegalArgumentException broken(String name, String rule) {
        return new IllegalArgumentException("catalogue entry \"" + name + "\": " + rule);
    }
}
