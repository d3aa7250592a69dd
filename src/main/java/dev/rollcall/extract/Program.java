package dev.rollcall.extract;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The program that was asked, by all the names under which it may speak of itself.
 *
 * @param names lower case, without folders; with and without the version at their end
 */
public record Program(Set<String> names) {
    /** What follows a name without belonging to it: {@code python3.11}, {@code php-fpm8.2}, {@code gcc-12}, {@code x.sh}. */
    private static final Pattern TAIL =
            Pattern.compile("(?:\\.(?:sh|py|rb|pl|js|jar|exe|bin|bat|cmd)|[-_.]?\\d[\\d.]*+)$");

    private static final Pattern BETWEEN_PARTS = Pattern.compile("[^\\p{L}\\p{N}+]+");
    private static final String LIBRARY = "lib";
    /** NAME_MAX of Linux: no file has a longer one, and each word of an output is held against it. */
    private static final int NAME_CHARS_MAX = 255;

    /** Words that begin alike must have this much in common: clamd and clamav, systemd and systemctl; not mongod and monit. */
    private static final int ALIKE_CHARS_MIN = 4;

    /** How sure it is that a word means this program; the surest first. */
    enum Likeness {
        /** It is one of the names. */
        SAME,
        /** They share a whole word: {@code PHP} and {@code php-fpm}. */
        PART,
        /** They begin alike, or one holds the other: {@code OpenSSH} and {@code ssh}. */
        ALIKE,
        /** It is something else. */
        OTHER
    }

    /** Copies the set. */
    public Program {
        names = Set.copyOf(names);
    }

    /** A program of these names; each may be a path, a file name or words for people. Blank and endless ones are left out. */
    public static Program named(String... namesAndPaths) {
        Set<String> names = new LinkedHashSet<>();
        for (String given : namesAndPaths) {
            String name = given.substring(given.lastIndexOf('/') + 1).strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && name.length() <= NAME_CHARS_MAX) {
                names.add(name);
                names.add(withoutTail(name));
            }
        }
        return new Program(names);
    }

    /** How much {@code word}, of a program's output, means this program. */
    Likeness likeness(String word) {
        String said = word.toLowerCase(Locale.ROOT);
        return names.stream()
                .map(name -> likeness(name, said))
                .min(Likeness::compareTo)
                .orElse(Likeness.OTHER);
    }

    /** Whether {@code word} means this program without doubt. */
    boolean is(String word) {
        return likeness(word) == Likeness.SAME;
    }

    /** Whether {@code word} has to do with this program. */
    boolean resembles(String word) {
        return likeness(word) != Likeness.OTHER;
    }

    /**
     * Whether {@code word} is a part of every name: {@code php} is of {@code php-fpm}; {@code node} is not of a package
     * {@code node-webpack} whose executable is called {@code webpack}.
     */
    boolean hasInEveryName(String word) {
        String said = withoutTail(word.toLowerCase(Locale.ROOT));
        return names.stream().allMatch(name -> parts(name).contains(said));
    }

    /** Whether {@code text} ends in a name that itself ends in {@code version}: the 1.16 of {@code aclocal-1.16: error}. */
    boolean isCalledBy(String text, String version) {
        String said = text.toLowerCase(Locale.ROOT);
        return names.stream().anyMatch(name -> name.endsWith(version) && said.endsWith(name));
    }

    private static Likeness likeness(String name, String said) {
        if (name.equals(said) || name.equals(withoutTail(said)) || Lexicon.sameFamily(name, said)) {
            return Likeness.SAME;
        }
        String squeezed = squeezed(said);
        if (squeezed.length() >= ALIKE_CHARS_MIN && squeezed.equals(squeezed(name))) {
            return Likeness.SAME;
        }
        Set<String> parts = parts(said);
        if (parts.contains(name) || parts(name).stream().anyMatch(part -> part.length() > 2 && parts.contains(part))) {
            return Likeness.PART;
        }
        boolean alike = isAlike(name, said) || parts.stream().anyMatch(part -> isAlike(name, part));
        return alike ? Likeness.ALIKE : Likeness.OTHER;
    }

    private static boolean isAlike(String name, String word) {
        if (word.startsWith(LIBRARY) && !name.startsWith(LIBRARY)) {
            // libprotoc is how protoc calls itself; libcurl is no other name of curlftpfs.
            return word.equals(LIBRARY + name);
        }
        int shorter = Math.min(name.length(), word.length());
        if (shorter > 2
                && (word.startsWith(name) || word.endsWith(name) || name.startsWith(word) || name.endsWith(word))) {
            return true;
        }
        int common = 0;
        while (common < shorter && name.charAt(common) == word.charAt(common)) {
            common++;
        }
        return common >= ALIKE_CHARS_MIN && common * 3 >= shorter * 2;
    }

    private static Set<String> parts(String name) {
        return Arrays.stream(BETWEEN_PARTS.split(name))
                .filter(part -> !part.isEmpty() && !Lexicon.isNeutral(part))
                .flatMap(part -> java.util.stream.Stream.of(part, withoutTail(part)))
                .collect(Collectors.toSet());
    }

    private static String squeezed(String name) {
        return BETWEEN_PARTS.matcher(name).replaceAll("");
    }

    private static String withoutTail(String name) {
        String bare = TAIL.matcher(name).replaceFirst("");
        return bare.isEmpty() ? name : bare;
    }
}
