package dev.rollcall.config;

import dev.rollcall.config.JsonNode.ArrayNode;
import dev.rollcall.config.JsonNode.ObjectNode;
import dev.rollcall.config.JsonNode.TextNode;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * Reads a file and all that it includes, each with its references in place. The files come in the order in which they are
 * read: a file, then what it includes. One thread.
 */
final class Includes {
    /** The key under which a file names others. */
    static final String KEY = "include";

    static final int FILE_BYTES_MAX = 1024 * 1024;
    private static final int FILES_MAX = 1_000;
    private static final int DEPTH_MAX = 10;
    private static final String ARROW = " → ";

    private final References references;
    private final Looks looks;
    private final List<Problem> problems;
    private final List<ObjectNode> trees = new ArrayList<>();
    /** By what the file is, whatever links lead there: the names by which it was come to. */
    private final Map<Path, List<String>> chains = new HashMap<>();

    Includes(References references, Looks looks, List<Problem> problems) {
        this.references = references;
        this.looks = looks;
        this.problems = problems;
    }

    /**
     * Reads the main file's text and what it includes.
     *
     * @param file the main file; empty when the text comes from none
     * @return empty when the main one is no JSON object
     */
    Optional<List<ObjectNode>> read(String source, Path folder, String text, Optional<Path> file) {
        file.ifPresent(path -> chains.put(identity(path), List.of(source)));
        return add(source, folder, text, List.of(source)) ? Optional.of(trees) : Optional.empty();
    }

    private boolean add(String source, Path folder, String text, List<String> chain) {
        Optional<JsonNode> root = JsonTree.parse(source, "", text, problems);
        if (root.isEmpty()) {
            return false;
        }
        if (!(references.resolve(root.get(), folder) instanceof ObjectNode tree)) {
            Section.note(root.get(), "a JSON object; {} is enough", problems);
            return false;
        }
        trees.add(tree);
        follow(tree, folder, chain);
        return true;
    }

    private void follow(ObjectNode tree, Path folder, List<String> chain) {
        JsonNode include = tree.members().get(KEY);
        if (include != null && !(include instanceof ArrayNode)) {
            Section.note(include, "an array", problems);
        }
        if (include instanceof ArrayNode names) {
            for (JsonNode item : names.items()) {
                follow(item, folder, chain);
            }
        }
    }

    private void follow(JsonNode item, Path folder, List<String> chain) {
        if (!(item instanceof TextNode name) || name.text().isBlank()) {
            Section.note(item, "the name of a file, or a pattern such as \"packages.d/*.json\"", problems);
            return;
        }
        try {
            for (Path file : looks.files(new IncludePattern(folder, name.text()))) {
                include(file, name, chain);
            }
        } catch (InvalidPathException | PatternSyntaxException e) {
            Section.note(item, "the name of a file, or a pattern such as \"packages.d/*.json\"", problems);
        } catch (IOException e) {
            Section.note(item, "a pattern whose folders can be read (" + Footprint.reason(e) + ")", problems);
        }
    }

    private void include(Path file, TextNode name, List<String> chain) {
        String source = file.toString();
        List<String> further = new ArrayList<>(chain);
        further.add(source);
        Path identity = identity(file);
        List<String> known = chains.get(identity);
        if (known != null) {
            boolean circle = chain.size() >= known.size()
                    && chain.subList(0, known.size()).equals(known);
            Section.note(
                    name,
                    circle
                            ? "a file that does not lead back to itself: " + String.join(ARROW, further)
                            : "a file that is included once; it is already: " + String.join(ARROW, known),
                    problems);
        } else if (chain.size() > DEPTH_MAX) {
            Section.note(name, "at most " + DEPTH_MAX + " files deep: " + String.join(ARROW, further), problems);
        } else if (chains.size() >= FILES_MAX) {
            noteOnce(name, "one of at most " + FILES_MAX + " files");
        } else {
            chains.put(identity, further);
            read(file, name, further);
        }
    }

    private void read(Path file, TextNode name, List<String> chain) {
        String source = file.toString();
        try {
            String text = looks.text(file, FILE_BYTES_MAX, "JSON");
            add(source, folder(file), text, chain);
        } catch (IOException e) {
            String which = name.place().written() == null ? source + ": " : "";
            Section.note(name, "the name of a file that can be read (" + which + Footprint.reason(e) + ")", problems);
        } catch (Looks.UnfitException e) {
            problems.add(new Problem(source, "", 1, 1, String.valueOf(e.getMessage()), e.rule()));
        }
    }

    private void noteOnce(TextNode name, String rule) {
        Problem problem = Problem.at(name.place(), name.show(), rule);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** The folder from which the names in a file are meant. */
    static Path folder(Path file) {
        Path folder = file.getParent();
        return folder == null ? Path.of("") : folder;
    }

    private static Path identity(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }
}
