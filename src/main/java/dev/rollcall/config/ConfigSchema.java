package dev.rollcall.config;

import dev.rollcall.config.JsonNode.ArrayNode;
import dev.rollcall.config.JsonNode.BooleanNode;
import dev.rollcall.config.JsonNode.NullNode;
import dev.rollcall.config.JsonNode.NumberNode;
import dev.rollcall.config.JsonNode.ObjectNode;
import dev.rollcall.config.JsonNode.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code conf/rollcall.schema.json} says of each key: its type, its default. Read once, when it is first asked. */
final class ConfigSchema {
    static final String FILE = "/dev/rollcall/conf/rollcall.schema.json";

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private ConfigSchema() {}

    private static final class Tree {
        static final ObjectNode ROOT = read();

        private static ObjectNode read() {
            List<Problem> problems = new ArrayList<>();
            Optional<JsonNode> root = JsonTree.parse(FILE, "", text(), problems);
            if (root.isPresent() && root.get() instanceof ObjectNode object && problems.isEmpty()) {
                return object;
            }
            throw new IllegalStateException(FILE + " is broken: " + problems);
        }
    }

    static String text() {
        try (InputStream in = ConfigSchema.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    static ObjectNode root() {
        return Tree.ROOT;
    }

    /** A text that stands for another type, as that type where the schema wants it; else as it is. */
    static JsonNode typed(TextNode text) {
        Set<String> types = types(text.place().pointer());
        if (types.contains("integer") && WHOLE_NUMBER.matcher(text.text()).matches()) {
            return new NumberNode(text.place(), new BigDecimal(text.text()));
        }
        if (types.contains("boolean") && Set.of("true", "false").contains(text.text())) {
            return new BooleanNode(text.place(), text.text().equals("true"));
        }
        return text;
    }

    /** As {@link #typed}, on the command line, where {@code null} can be said in no other way. */
    static JsonNode typedOrNull(TextNode text) {
        return text.text().equals("null") && types(text.place().pointer()).contains("null")
                ? new NullNode(text.place())
                : typed(text);
    }

    private static Set<String> types(String pointer) {
        Optional<JsonNode> type =
                property(pointer).map(property -> property.members().get("type"));
        Stream<JsonNode> types =
                type.isPresent() && type.get() instanceof ArrayNode many ? many.items().stream() : type.stream();
        return types.map(one -> one instanceof TextNode text ? text.text() : "").collect(Collectors.toSet());
    }

    /** What is said of the key at {@code pointer}; empty for an unknown one, and for what stands in a list. */
    private static Optional<ObjectNode> property(String pointer) {
        ObjectNode at = root();
        for (String key : pointer.replaceFirst("^/", "").split("/", -1)) {
            Optional<ObjectNode> next = object(at, "properties").flatMap(properties -> object(properties, key));
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
        }
        return Optional.of(at);
    }

    static Optional<ObjectNode> object(ObjectNode around, String key) {
        return around.members().get(key) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }
}
