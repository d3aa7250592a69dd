package dev.rollcall.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words that tell where a version stands and whose it is, read from {@code lexicon.txt}, which says what each section
 * is for. Case does not matter.
 */
final class Lexicon {
    private static final String FILE = "lexicon.txt";
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern DIGITS = Pattern.compile("\\d+(?:\\.\\d+)*$");
    private static final String LIBRARY = "lib";

    private static final Map<String, List<List<String>>> SECTIONS = read();
    private static final Set<String> VERSION = words("version");
    private static final Set<String> CONNECTING = words("connecting");
    private static final Set<String> PREPOSITIONS = words("preposition");
    private static final Set<String> NEUTRAL = words("neutral");
    private static final Set<String> OTHER_THINGS = words("other");
    private static final Set<String> COUNTERS = words("counter");
    private static final Set<String> MEASURES = words("measure");
    private static final Set<String> DISTRIBUTIONS = words("distribution");
    private static final Map<String, String> FAMILIES = families("foreign");

    private Lexicon() {}

    static boolean isVersionWord(String word) {
        return has(VERSION, word);
    }

    /** What may stand between a name, or "version", and the number. */
    static boolean isConnecting(String word) {
        return has(CONNECTING, word);
    }

    static boolean isPreposition(String word) {
        return has(PREPOSITIONS, word);
    }

    /** A word that changes nothing about whose version it is: server, tool, current. */
    static boolean isNeutral(String word) {
        return has(NEUTRAL, word);
    }

    /** Something that has versions and is not the program: protocol, schema. */
    static boolean isOtherThing(String word) {
        return has(OTHER_THINGS, word);
    }

    /** A word whose number counts something: line, port. */
    static boolean isCounter(String word) {
        return has(COUNTERS, word);
    }

    /** A word whose number measures something: price, temperature. */
    static boolean isMeasure(String word) {
        return has(MEASURES, word);
    }

    static boolean isDistribution(String word) {
        return has(DISTRIBUTIONS, word);
    }

    /** Whether {@code word} names software that often stands beside the program that was asked, or any library. */
    static boolean isForeign(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return FAMILIES.containsKey(lower)
                || FAMILIES.containsKey(DIGITS.matcher(lower).replaceFirst(""))
                || isLibrary(lower);
    }

    /** Whether {@code word} names a library by the custom of Unix. */
    static boolean isLibrary(String word) {
        return word.regionMatches(true, 0, LIBRARY, 0, LIBRARY.length())
                && word.length() > LIBRARY.length() + 1
                && !isOtherThing(word);
    }

    /** Whether both are names of one piece of software, such as {@code java} and {@code openjdk}; both in lower case. */
    static boolean sameFamily(String name, String other) {
        String family = FAMILIES.get(name);
        return family != null && family.equals(FAMILIES.get(other));
    }

    private static boolean has(Set<String> words, String word) {
        return words.contains(word.toLowerCase(Locale.ROOT));
    }

    private static Set<String> words(String section) {
        Set<String> words = new HashSet<>();
        SECTIONS.getOrDefault(section, List.of()).forEach(words::addAll);
        return Set.copyOf(words);
    }

    private static Map<String, String> families(String section) {
        Map<String, String> families = new HashMap<>();
        for (List<String> members : SECTIONS.getOrDefault(section, List.of())) {
            members.forEach(member -> families.put(member, members.get(0)));
        }
        return Map.copyOf(families);
    }

    private static Map<String, List<List<String>>> read() {
        Map<String, List<List<String>>> sections = new HashMap<>();
        String section = "";
        for (String line : text().lines().toList()) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.indexOf(']'));
            } else if (!line.isBlank() && !line.startsWith("# ")) {
                sections.computeIfAbsent(section, name -> new ArrayList<>())
                        .add(BLANKS.splitAsStream(line).toList());
            }
        }
        return sections;
    }

    private static String text() {
        try (InputStream in = Lexicon.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }
}
