package dev.rollcall.installs;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file name, or a glob for file names. Immutable; any thread. */
final class NameGlob {
    private static final Pattern GLOB_CHARACTER = Pattern.compile("[*?\\[{\\\\]");

    private final String text;
    private final String prefix;
    private final @Nullable PathMatcher matcher;

    NameGlob(String text) {
        this.text = text;
        var special = GLOB_CHARACTER.matcher(text);
        boolean glob = special.find();
        this.prefix = glob ? text.substring(0, special.start()) : text;
        this.matcher = glob ? FileSystems.getDefault().getPathMatcher("glob:" + text) : null;
    }

    /** Whether it stands for one name only: itself. */
    boolean isPlain() {
        return matcher == null;
    }

    boolean matches(String name) {
        if (matcher == null) {
            return name.equals(text);
        }
        // Most of a folder's names end here, before anything is allocated.
        if (!name.startsWith(prefix)) {
            return false;
        }
        try {
            return matcher.matches(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NameGlob glob && glob.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
