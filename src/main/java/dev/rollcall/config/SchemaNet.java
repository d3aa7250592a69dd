package dev.rollcall.config;

import dev.rollcall.config.JsonNode.ArrayNode;
import dev.rollcall.config.JsonNode.BooleanNode;
import dev.rollcall.config.JsonNode.NumberNode;
import dev.rollcall.config.JsonNode.ObjectNode;
import dev.rollcall.config.JsonNode.TextNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A net under the reader: holds what it let through against {@code conf/rollcall.schema.json}, so that the file that editors go by
 * and the program never say different things. The only place that knows the validator. Any thread.
 */
final class SchemaNet {
    private SchemaNet() {}

    /** Loaded when it is first asked, for a start that does not ask must not pay for it. */
    private static final class Schema {
        static final Validator VALIDATOR = Validator.create(
                JsonSchema.of(new JsonObject(ConfigSchema.text())),
                new JsonSchemaOptions()
                        .setBaseUri("https://rollcall.invalid/")
                        .setDraft(Draft.DRAFT202012)
                        .setOutputFormat(OutputFormat.Basic));
    }

    /** Notes what the schema refuses, in the words of no validator: those repeat values, which may be secrets. */
    static void check(ObjectNode tree, List<Problem> problems) {
        OutputUnit verdict = verdict(value(tree));
        if (Boolean.TRUE.equals(verdict.getValid())) {
            return;
        }
        List<OutputUnit> errors = Objects.requireNonNullElse(verdict.getErrors(), List.of());
        // The deepest says it best; what is above it only repeats that something below is wrong.
        OutputUnit error =
                errors.stream().max(Comparator.comparingInt(SchemaNet::depth)).orElse(verdict);
        JsonNode node = at(tree, String.valueOf(error.getInstanceLocation()));
        problems.add(Problem.at(
                node.place(), node.show(), "what the schema allows (" + keyword(error.getKeywordLocation()) + ")"));
    }

    /** What the schema says of JSON as Vert.x has it. */
    static OutputUnit verdict(@Nullable Object json) {
        return Schema.VALIDATOR.validate(json);
    }

    private static int depth(OutputUnit error) {
        return String.valueOf(error.getKeywordLocation()).split("/", -1).length;
    }

    private static String keyword(@Nullable String location) {
        return location == null ? "rollcall.schema.json" : location.replaceFirst("^#/?", "");
    }

    /** The value at a pointer such as {@code #/http/port}; the nearest one around it that there is. */
    private static JsonNode at(ObjectNode tree, String pointer) {
        JsonNode node = tree;
        for (String step : pointer.replaceFirst("^#?/?", "").split("/", -1)) {
            String key = step.replace("~1", "/").replace("~0", "~");
            JsonNode next = null;
            if (node instanceof ObjectNode object) {
                next = object.members().get(key);
            } else if (node instanceof ArrayNode array && key.matches("\\d{1,6}")) {
                int index = Integer.parseInt(key);
                next = index < array.items().size() ? array.items().get(index) : null;
            }
            if (next == null) {
                return node;
            }
            node = next;
        }
        return node;
    }

    private static @Nullable Object value(JsonNode node) {
        if (node instanceof ObjectNode object) {
            JsonObject json = new JsonObject();
            object.members().forEach((key, value) -> json.put(key, value(value)));
            return json;
        }
        if (node instanceof ArrayNode array) {
            List<Object> items = new ArrayList<>();
            array.items().forEach(item -> items.add(value(item)));
            return new JsonArray(items);
        }
        if (node instanceof NumberNode number) {
            return number(number.number());
        }
        if (node instanceof BooleanNode flag) {
            return flag.value();
        }
        return node instanceof TextNode text ? text.text() : null;
    }

    private static Number number(BigDecimal number) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException noLong) {
            return number.doubleValue();
        }
    }
}
