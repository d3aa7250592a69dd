package dev.rollcall.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.rollcall.config.JsonNode.ArrayNode;
import dev.rollcall.config.JsonNode.ObjectNode;
import dev.rollcall.config.JsonNode.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the members of {@code packages}: names of the catalogue, or objects that say more. */
final class PackageReader {
    private static final String COMMAND_RULE =
            "an array of strings, or one string that is split on spaces, with the program first";

    private final Predicate<String> inCatalogue;
    private final Set<String> names;
    private final List<Problem> problems;
    private final Map<String, JsonNode> nodeByName = new LinkedHashMap<>();

    /** @param names those that may have been meant by an unknown one */
    PackageReader(Predicate<String> inCatalogue, Set<String> names, List<Problem> problems) {
        this.inCatalogue = inCatalogue;
        this.names = names;
        this.problems = problems;
    }

    List<PackageConfig> read(List<JsonNode> items) {
        List<PackageConfig> packages = new ArrayList<>();
        for (JsonNode item : items) {
            if (item instanceof TextNode name) {
                byName(name).ifPresent(packages::add);
            } else if (item instanceof ObjectNode object) {
                byObject(object).ifPresent(packages::add);
            } else {
                Section.note(item, "a name of the catalogue or an object", problems);
            }
        }
        packages.stream().filter(PackageConfig::isListing).forEach(this::noteClashes);
        return packages;
    }

    /** No package may have a name that an entry of a listing could have. */
    private void noteClashes(PackageConfig listing) {
        JsonNode known = nodeByName.get(listing.name());
        String written = known == null ? null : known.place().written();
        String shown = written == null ? listing.name() : written;
        nodeByName.forEach((name, node) -> {
            if (name.endsWith('@' + listing.name())) {
                String rule = "a name that does not end in @" + shown + ", as those of the listing " + shown + " do";
                Section.note(node, rule, problems);
            }
        });
    }

    private Optional<PackageConfig> byName(TextNode name) {
        if (!inCatalogue.test(name.text())) {
            noteUnknown(name, name, "a name of the catalogue, or an object that has a command");
            return Optional.empty();
        }
        return unique(name) ? Optional.of(PackageConfig.named(name.text())) : Optional.empty();
    }

    private Optional<PackageConfig> byObject(ObjectNode object) {
        try (Section section = new Section(object, problems)) {
            Optional<String> name = section.text("name", PackageConfig::isName, PackageConfig.NAME_RULE);
            if (!object.members().containsKey("name")) {
                Section.note(object, "an object with a \"name\"", problems);
            }
            String label = section.text("label", PackageReader::isLabel, "1 to 100 characters without line breaks")
                    .orElse(null);
            String category = section.text(
                            "category", PackageReader::isLabel, "1 to 100 characters without line breaks")
                    .orElse(null);
            Optional<JsonNode> said = section.any("command");
            List<String> command = said.flatMap(this::command).orElse(null);
            List<String> shown = command == null ? null : words(said.orElseThrow(), PackageReader::written);
            Pattern pattern = pattern(section);
            var every = section.optionalDuration(CollectConfig.EVERY).orElse(null);
            var timeout = section.optionalDuration(CollectConfig.TIMEOUT).orElse(null);
            if (name.isEmpty() || !unique(object.members().getOrDefault("name", object))) {
                return Optional.empty();
            }
            if (!object.members().containsKey("command") && !inCatalogue.test(name.get())) {
                JsonNode node = section.any("name").orElse(object);
                noteUnknown(
                        object, node, "an object with a \"command\", for the catalogue does not know " + node.show());
            }
            boolean listing = pattern != null && pattern.namedGroups().containsKey(PackageConfig.NAME_GROUP);
            if (listing && !PackageConfig.isListingName(name.get())) {
                section.wrong("name", PackageConfig.LISTING_RULE);
                return Optional.empty();
            }
            return Optional.of(new PackageConfig(name.get(), label, category, command, pattern, every, timeout, shown));
        }
    }

    /** A name that came out of a reference is not repeated, and neither is what is like it. */
    private void noteUnknown(JsonNode value, JsonNode name, String rule) {
        Optional<String> meant = name instanceof TextNode text && text.place().written() == null
                ? Spelling.nearest(text.text(), names)
                : Optional.empty();
        problems.add(Problem.at(value.place(), value.show(), rule).suggesting(meant.orElse(null)));
    }

    private boolean unique(JsonNode name) {
        String text = name instanceof TextNode node ? node.text() : "";
        JsonNode first = nodeByName.putIfAbsent(text, name);
        if (first != null) {
            Section.note(
                    name,
                    "a name that stands once; it stands at "
                            + first.place().seenFrom(name.place().source()) + " already",
                    problems);
        }
        return first == null;
    }

    private Optional<List<String>> command(JsonNode node) {
        List<String> argv = words(node, TextNode::text);
        boolean usable =
                !argv.isEmpty() && !argv.get(0).isBlank() && argv.stream().noneMatch(s -> s.indexOf('\0') >= 0);
        if (!usable) {
            Section.note(node, COMMAND_RULE, problems);
        }
        return usable ? Optional.of(List.copyOf(argv)) : Optional.empty();
    }

    private static List<String> words(JsonNode node, Function<TextNode, String> textOf) {
        List<String> argv = new ArrayList<>();
        if (node instanceof TextNode line) {
            // Split as the words stand there; nothing is ever given to a shell.
            argv.addAll(List.of(textOf.apply(line).trim().split(" +")));
        } else if (node instanceof ArrayNode array) {
            for (JsonNode item : array.items()) {
                argv.add(item instanceof TextNode word ? textOf.apply(word) : "\0");
            }
        }
        return argv;
    }

    /** What came out of a reference is not shown: the reference is. */
    private static String written(TextNode node) {
        String written = node.place().written();
        return written == null ? node.text() : written;
    }

    private static @Nullable Pattern pattern(Section section) {
        Optional<String> text = section.text("pattern", PatternCheck::isSmall, PatternCheck.SMALL_RULE);
        if (text.isEmpty()) {
            return null;
        }
        try {
            Pattern pattern = Pattern.compile(text.get());
            if (pattern.namedGroups().containsKey(PackageConfig.VERSION_GROUP)) {
                return pattern;
            }
            section.wrong("pattern", "a regular expression with a group named version: (?<version>…)");
        } catch (PatternSyntaxException e) {
            boolean secret =
                    section.any("pattern").map(node -> node.place().written()).isPresent();
            section.wrong(
                    "pattern",
                    "a regular expression that compiles (" + e.getDescription()
                            + (secret ? "" : ": " + e.getPattern())
                            + "); it runs in linear time, without look-around and back-references");
        }
        return null;
    }

    private static boolean isLabel(String text) {
        return !text.isBlank() && text.length() <= 100 && text.chars().noneMatch(Character::isISOControl);
    }
}
