package dev.rollcall.extract;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a command listed, or why there is nothing to read. */
public sealed interface Listing {

    /**
     * Names and versions were read.
     *
     * @param items each name once, in the order of the output; at least one
     */
    record Items(List<Item> items) implements Listing {
        /** Copies the list and refuses an empty one. */
        public Items {
            items = List.copyOf(items);
            if (items.isEmpty()) {
                throw new IllegalArgumentException("items: found []; must not be empty");
            }
        }
    }

    /**
     * One package of a listing.
     *
     * @param name as it was printed, of visible characters; as long as it was printed
     * @param version what stands with it; several distinct ones joined in the order of the output
     */
    record Item(String name, String version) {}

    /**
     * There is nothing to read.
     *
     * @param cause in words for people; the same for outputs that fail alike
     */
    record None(String cause) implements Listing {}

    /** More of one package than anybody has at once; the rest is only counted. */
    int VERSIONS_MAX = 20;

    /**
     * Reads every match in standard output. Each search runs in linear time, and all of them together for a limited one; any thread.
     *
     * @param pattern with the groups {@code name} and {@code version}
     */
    static Listing of(Output output, Pattern pattern) {
        String text = PlainText.of(output.stdout());
        if (text.isBlank() && output.stderr().isBlank()) {
            return none("printed nothing", output);
        }
        if (PlainText.isBinary(text)) {
            return none("printed binary data, no text", output);
        }
        List<Item> items = new ArrayList<>();
        try {
            versionsByName(new Search(pattern, text))
                    .forEach((name, versions) -> items.add(new Item(name, joined(List.copyOf(versions)))));
        } catch (Search.GivenUpException e) {
            // Part of a list would say that the rest is not installed.
            return none(Search.GIVEN_UP, output);
        }
        return items.isEmpty() ? none("the pattern matches nothing in the output", output) : new Items(items);
    }

    private static None none(String cause, Output output) {
        return new None(output.exit() == 0 ? cause : cause + " (exit code " + output.exit() + ")");
    }

    private static Map<String, Set<String>> versionsByName(Search search) throws Search.GivenUpException {
        Map<String, Set<String>> versions = new LinkedHashMap<>();
        while (search.find()) {
            String name = visible(search.group("name"), Integer.MAX_VALUE);
            String version = visible(search.group("version"), Extractor.VERSION_CHARS_MAX);
            if (!name.isEmpty() && !version.isEmpty()) {
                versions.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(version);
            }
        }
        return versions;
    }

    /** As a single version is cleaned by {@link Extractor}; empty for a group that took no part in the match. */
    private static String visible(@Nullable String printed, int charsMax) {
        return printed == null ? "" : PlainText.visible(printed, charsMax);
    }

    private static String joined(List<String> versions) {
        String some = versions.stream().limit(VERSIONS_MAX).collect(Collectors.joining(", "));
        int others = versions.size() - VERSIONS_MAX;
        return others > 0 ? some + ", … (" + others + " more)" : some;
    }
}
