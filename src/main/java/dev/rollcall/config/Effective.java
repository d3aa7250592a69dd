package dev.rollcall.config;

import dev.rollcall.config.JsonNode.ArrayNode;
import dev.rollcall.config.JsonNode.ObjectNode;
import dev.rollcall.config.JsonNode.Place;
import dev.rollcall.config.JsonNode.TextNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Each setting as it is in effect, with its origin. What came out of a reference is not in it: the reference is. Immutable; any
 * thread. Defaults are those of the schema, which a test compares with the records.
 */
public final class Effective {
    private static final String DEFAULT = "default";
    private static final Pattern REFERENCE = Pattern.compile("(?<!\\$)\\$\\{(env|file):([^{}]*)\\}");
    /** For editors, or followed already. */
    private static final Set<String> NOT_SETTINGS = Set.of("$schema", Includes.KEY);

    private final ObjectNode tree;

    Effective(ObjectNode tree) {
        this.tree = tree;
    }

    /**
     * One setting, or one package.
     *
     * @param pointer JSON pointer (RFC 6901) to its place in the whole
     * @param json its value
     * @param origin {@code default}, the file with line and column, or the option of the command line; then the references
     *     that it is put together from
     */
    public record Value(String pointer, String json, String origin) {}

    /** All of them, in the order of the schema. */
    public List<Value> values() {
        List<Value> values = new ArrayList<>();
        flatten(complete(ConfigSchema.root(), tree), "", values);
        return values;
    }

    /** The whole as one file, which means the same from any folder. */
    public String asFile() {
        return JsonText.indented(absolute(complete(ConfigSchema.root(), tree)));
    }

    /** What is said, and the defaults of the rest. A section without defaults, such as {@code http.tls}, is there when it is said. */
    private static ObjectNode complete(ObjectNode schema, @Nullable ObjectNode said) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        Map<String, JsonNode> properties =
                ConfigSchema.object(schema, "properties").orElseThrow().members();
        properties.forEach((key, value) -> {
            ObjectNode property = (ObjectNode) value;
            JsonNode own = said == null ? null : said.members().get(key);
            JsonNode fallback = property.members().get(DEFAULT);
            if (NOT_SETTINGS.contains(key) || (own == null && fallback == null)) {
                return;
            }
            boolean section = property.members().containsKey("properties");
            members.put(
                    key,
                    section
                            ? complete(property, own instanceof ObjectNode object ? object : null)
                            : own(own, fallback));
        });
        return new ObjectNode(schema.place(), members);
    }

    private static JsonNode own(@Nullable JsonNode own, @Nullable JsonNode fallback) {
        if (own != null) {
            return own;
        }
        if (fallback == null) {
            throw new IllegalStateException("what is neither said nor has a default is left out");
        }
        return fallback;
    }

    private static void flatten(JsonNode node, String pointer, List<Value> into) {
        if (node instanceof ObjectNode section) {
            section.members().forEach((key, value) -> {
                if (value instanceof ArrayNode packages
                        && pointer.isEmpty()
                        && !packages.items().isEmpty()) {
                    for (int i = 0; i < packages.items().size(); i++) {
                        into.add(value('/' + key + '/' + i, packages.items().get(i)));
                    }
                } else {
                    flatten(value, pointer + '/' + key, into);
                }
            });
        } else {
            into.add(value(pointer, node));
        }
    }

    private static Value value(String pointer, JsonNode node) {
        return new Value(pointer, JsonText.line(node), origin(node.place()));
    }

    private static String origin(Place place) {
        if (place.source().equals(ConfigSchema.FILE)) {
            return DEFAULT;
        }
        String from = place.source().startsWith("--")
                ? place.source().split(" ", 2)[0]
                : place.source() + ':' + place.line() + ':' + place.column();
        String written = place.written();
        return written == null
                ? from
                : REFERENCE
                        .matcher(written)
                        .results()
                        .map(reference -> ", " + reference.group(1) + ' ' + reference.group(2))
                        .collect(Collectors.joining("", from, ""));
    }

    private static JsonNode absolute(JsonNode node) {
        if (node instanceof ObjectNode object) {
            Map<String, JsonNode> members = new LinkedHashMap<>();
            object.members().forEach((key, value) -> members.put(key, absolute(value)));
            return new ObjectNode(object.place(), members);
        }
        if (node instanceof ArrayNode array) {
            return new ArrayNode(
                    array.place(),
                    array.items().stream().map(Effective::absolute).toList());
        }
        String written = node.place().written();
        if (written == null) {
            return node;
        }
        Path folder = node.place().line() == 0
                ? Path.of("")
                : Includes.folder(Path.of(node.place().source()));
        String moved = REFERENCE.matcher(written).replaceAll(reference -> moved(reference, folder));
        return new TextNode(node.place().writtenAs(moved), "");
    }

    private static String moved(MatchResult reference, Path folder) {
        String target = reference.group(1).equals("file")
                ? "${file:" + folder.resolve(reference.group(2)).toAbsolutePath() + '}'
                : reference.group();
        return Matcher.quoteReplacement(target);
    }
}
