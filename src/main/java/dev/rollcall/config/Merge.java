package dev.rollcall.config;

import dev.rollcall.config.JsonNode.ArrayNode;
import dev.rollcall.config.JsonNode.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes one tree of many. Pure, but for the problems that it notes. */
final class Merge {
    private static final String PACKAGES = "/packages";
    /** Each file has its own. */
    private static final Set<String> OF_EACH_FILE = Set.of("/$schema", "/" + Includes.KEY);

    private Merge() {}

    /** One tree of many files: packages are joined, any other key may be said by one of them alone. */
    static ObjectNode join(List<ObjectNode> trees, List<Problem> problems) {
        ObjectNode joined = trees.get(0);
        for (ObjectNode tree : trees.subList(1, trees.size())) {
            joined = join(joined, tree, "", problems);
        }
        return joined;
    }

    private static ObjectNode join(ObjectNode first, ObjectNode second, String pointer, List<Problem> problems) {
        Map<String, JsonNode> members = new LinkedHashMap<>(first.members());
        second.members().forEach((key, value) -> {
            String at = pointer + '/' + key;
            JsonNode other = members.get(key);
            if (OF_EACH_FILE.contains(at)) {
                members.putIfAbsent(key, value);
            } else if (other == null) {
                members.put(key, value);
            } else if (other instanceof ObjectNode one && value instanceof ObjectNode another) {
                members.put(key, join(one, another, at, problems));
            } else if (at.equals(PACKAGES) && other instanceof ArrayNode one && value instanceof ArrayNode another) {
                List<JsonNode> items = new ArrayList<>(one.items());
                items.addAll(another.items());
                members.put(key, new ArrayNode(one.place(), items));
            } else {
                problems.add(Problem.at(
                        value.place(),
                        "the key a second time",
                        "there once in all files; it stands in "
                                + other.place().seenFrom(value.place().source()) + " already"));
            }
        });
        return new ObjectNode(first.place(), members);
    }

    /** {@code top} wins: what is an object in both is merged, any other value replaced. */
    static JsonNode overlay(JsonNode base, JsonNode top) {
        if (!(base instanceof ObjectNode below) || !(top instanceof ObjectNode above)) {
            return top;
        }
        Map<String, JsonNode> members = new LinkedHashMap<>(below.members());
        above.members().forEach((key, value) -> members.merge(key, value, Merge::overlay));
        return new ObjectNode(below.place(), members);
    }
}
