package dev.rollcall.config;

import dev.rollcall.config.JsonNode.ObjectNode;
import dev.rollcall.config.JsonNode.Place;
import dev.rollcall.config.JsonNode.TextNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A setting on the command line, which wins over the files: {@code --set collect.every=10s}.
 *
 * @param option the option that says it, for messages
 * @param text key, {@code =} and value; the steps of the key have dots between them, and a value that begins with
 *     a bracket or a brace is JSON
 */
public record Assignment(String option, String text) {
    private static final String SET = "--set";
    private static final Pattern KEY = Pattern.compile("[$A-Za-z0-9_-]+(\\.[$A-Za-z0-9_-]+)*");

    /** {@code --set} with this text. */
    public static Assignment set(String text) {
        return new Assignment(SET, text);
    }

    /** Another option, which is short for {@code --set key=value}. */
    public static Assignment option(String option, String key, String value) {
        return new Assignment(option, key + '=' + value);
    }

    /** {@code tree} with this in its place. What cannot be put there is noted, and leaves the tree as it is. */
    ObjectNode applyTo(ObjectNode tree, References references, List<Problem> problems) {
        int equals = text.indexOf('=');
        String key = equals < 0 ? text : text.substring(0, equals);
        Place place = new Place(option.equals(SET) ? (SET + ' ' + key).strip() : option, pointer(key), 0, 0);
        if (equals < 0 || !KEY.matcher(key).matches()) {
            problems.add(Problem.at(place, JsonNode.quoted(text), "KEY=VALUE, such as collect.every=10s"));
            return tree;
        }
        if (key.equals(Includes.KEY)) {
            problems.add(Problem.at(place, "the key \"include\"", "any other key: only files include files"));
            return tree;
        }
        return value(text.substring(equals + 1), place, problems)
                .map(value -> references.resolve(value, Path.of("")))
                .map(value -> put(tree, List.of(key.split("\\.", -1)), value, problems))
                .orElse(tree);
    }

    private static Optional<JsonNode> value(String text, Place place, List<Problem> problems) {
        return text.startsWith("[") || text.startsWith("{")
                ? JsonTree.parse(place.source(), place.pointer(), text, problems)
                : Optional.of(ConfigSchema.typedOrNull(new TextNode(place, text)));
    }

    private static ObjectNode put(ObjectNode tree, List<String> path, JsonNode value, List<Problem> problems) {
        JsonNode on = tree;
        for (String step : path) {
            if (on != null && !(on instanceof ObjectNode)) {
                problems.add(Problem.at(
                        value.place(),
                        "a key below one that holds a value",
                        "the key of a setting, such as collect.every"));
                return tree;
            }
            on = on == null ? null : ((ObjectNode) on).members().get(step);
        }
        JsonNode wrapped = value;
        for (int i = path.size() - 1; i >= 0; i--) {
            Place place = value.place();
            String pointer = pointer(String.join(".", path.subList(0, i)));
            Place around = new Place(place.source(), pointer, place.line(), place.column());
            wrapped = new ObjectNode(around, Map.of(path.get(i), wrapped));
        }
        return (ObjectNode) Merge.overlay(tree, wrapped);
    }

    private static String pointer(String key) {
        return key.isEmpty() ? "" : '/' + key.replace('.', '/');
    }
}
