package dev.rollcall.config;

import dev.rollcall.config.JsonNode.ArrayNode;
import dev.rollcall.config.JsonNode.ObjectNode;
import dev.rollcall.config.JsonNode.TextNode;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts what <code>$&#123;env:NAME&#125;</code> and <code>$&#123;file:PATH&#125;</code> stand for into the strings of a tree. Only these two are
 * references, for commands and patterns are full of dollars; <code>$$&#123;</code> is how to write the two characters themselves. What
 * comes in is not looked through again, so that no value can lead in a circle. One thread.
 */
final class References {
    /** A password or a token, not a log. */
    static final int FILE_BYTES_MAX = 64 * 1024;
    /** A file that is named very often must not fill the memory. */
    private static final int ALL_CHARS_MAX = 16 * 1024 * 1024;

    /** The last group is what has no end. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{(env|file):(?:([^{}]*)\\}|)");

    private static final Pattern LIST_ITEM = Pattern.compile("/\\d+\\z");
    private static final Pattern LINE_END = Pattern.compile("\\r?\\n\\z");

    private final Map<String, String> environment;
    private final Looks looks;
    private final List<Problem> problems;
    private final Set<String> broken = new HashSet<>();
    private int charsLeft = ALL_CHARS_MAX;

    References(Map<String, String> environment, Looks looks, List<Problem> problems) {
        this.environment = environment;
        this.looks = looks;
        this.problems = problems;
    }

    /**
     * The same tree with the values in place. A string that stands where a number or a yes or no is wanted becomes one; one
     * whose reference cannot be followed stays as it was written, and is noted.
     *
     * @param folder from which the paths of files are meant
     */
    JsonNode resolve(JsonNode node, Path folder) {
        if (node instanceof ObjectNode object) {
            Map<String, JsonNode> members = new LinkedHashMap<>();
            object.members().forEach((key, value) -> members.put(key, resolve(value, folder)));
            return new ObjectNode(object.place(), members);
        }
        if (node instanceof ArrayNode array) {
            return new ArrayNode(
                    array.place(),
                    array.items().stream().map(item -> resolve(item, folder)).toList());
        }
        return node instanceof TextNode text && text.text().contains("${") ? resolved(text, folder) : node;
    }

    /** Whether a reference at this place, or in the list that stands there, could not be followed, which is noted already. */
    boolean isBroken(Problem problem) {
        return broken.contains(problem.source() + '#' + problem.pointer());
    }

    private JsonNode resolved(TextNode text, Path folder) {
        int before = problems.size();
        Matcher matcher = REFERENCE.matcher(text.text());
        StringBuilder value = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(value, "");
            value.append(matcher.group(1) == null ? "${" : value(matcher, folder, text));
        }
        matcher.appendTail(value);
        charsLeft -= value.length();
        if (charsLeft < 0) {
            note(
                    text,
                    text.show(),
                    "one of references that make up at most " + new ByteSize(ALL_CHARS_MAX) + " together");
        }
        if (problems.size() > before) {
            markBroken(text.place());
            value.setLength(0);
        }
        return ConfigSchema.typed(new TextNode(text.place().writtenAs(text.text()), value.toString()));
    }

    private void markBroken(JsonNode.Place place) {
        broken.add(place.source() + '#' + place.pointer());
        broken.add(place.source() + '#' + LIST_ITEM.matcher(place.pointer()).replaceFirst(""));
    }

    private String value(Matcher reference, Path folder, TextNode text) {
        String name = reference.group(2);
        if (name == null || name.isEmpty()) {
            note(text, text.show(), "text with whole references: ${env:NAME} or ${file:PATH}; $${ is a plain ${");
            return "";
        }
        if (reference.group(1).equals("file")) {
            return file(name, folder, text);
        }
        String value = environment.get(name);
        if (value == null) {
            note(text, JsonNode.quoted(reference.group()), "a reference to an environment variable that is set");
            return "";
        }
        return value;
    }

    private String file(String name, Path folder, TextNode text) {
        String found = JsonNode.quoted("${file:" + name + '}');
        try {
            String value = looks.text(folder.resolve(name), FILE_BYTES_MAX, "text");
            return LINE_END.matcher(value).replaceFirst("");
        } catch (IOException e) {
            note(text, found, "a reference to a file that can be read (" + Footprint.reason(e) + ")");
        } catch (InvalidPathException e) {
            note(text, found, "a reference to a file that can be read (no name of a file)");
        } catch (Looks.UnfitException e) {
            note(text, found, "a reference to a file of " + e.rule() + " (it holds " + e.getMessage() + ")");
        }
        return "";
    }

    private void note(TextNode text, String found, String rule) {
        problems.add(Problem.at(text.place(), found, rule));
    }
}
