package dev.rollcall.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.rollcall.config.JsonNode.Place;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads JSON text into {@link JsonNode}s with Jackson's parser. Its own tree is not used, because it forgets where a
 * value stood and silently lets the last of two equal keys win.
 */
final class JsonTree {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Pattern SOURCE_HINT = Pattern.compile("(?<=\\[)Source: [^;]*; ");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String source;
    private final List<Problem> problems;

    private JsonTree(String source, List<Problem> problems) {
        this.source = source;
        this.problems = problems;
    }

    /**
     * Parses one JSON value.
     *
     * @param source what the text is called
     * @param pointer where the value will stand; empty for a whole file
     * @param problems takes what is wrong: syntax, a key that stands twice, something behind the value
     * @return the value, or empty when the text is not JSON
     */
    static Optional<JsonNode> parse(String source, String pointer, String text, List<Problem> problems) {
        String json = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        try (JsonParser parser = FACTORY.createParser(json)) {
            return new JsonTree(source, problems).root(parser, pointer);
        } catch (IOException e) {
            throw new IllegalStateException("reading from a string cannot fail", e);
        }
    }

    private Optional<JsonNode> root(JsonParser parser, String pointer) throws IOException {
        try {
            if (parser.nextToken() == null) {
                problems.add(new Problem(source, pointer, 1, 1, "nothing", "a JSON object; {} is enough"));
                return Optional.empty();
            }
            JsonNode root = value(parser, pointer);
            if (parser.nextToken() != null) {
                problems.add(
                        Problem.at(place(parser, pointer), "more text behind the closing brace", "one JSON object"));
            }
            return Optional.of(root);
        } catch (JsonProcessingException e) {
            problems.add(syntax(parser, pointer, e));
            return Optional.empty();
        }
    }

    private JsonNode value(JsonParser parser, String pointer) throws IOException {
        Place place = place(parser, pointer);
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> new JsonNode.ObjectNode(place, members(parser, pointer));
            case START_ARRAY -> new JsonNode.ArrayNode(place, items(parser, pointer));
            case VALUE_STRING -> new JsonNode.TextNode(place, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNode.NumberNode(place, number(parser));
            case VALUE_TRUE, VALUE_FALSE -> new JsonNode.BooleanNode(place, token == JsonToken.VALUE_TRUE);
            default -> new JsonNode.NullNode(place);
        };
    }

    private static BigDecimal number(JsonParser parser) throws IOException {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            // An exponent that no BigDecimal holds; Jackson lets this one through.
            throw new JsonParseException(parser, "Number out of range", parser.currentTokenLocation(), e);
        }
    }

    private Map<String, JsonNode> members(JsonParser parser, String pointer) throws IOException {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            String memberPointer = pointer + '/' + key.replace("~", "~0").replace("/", "~1");
            Place place = place(parser, memberPointer);
            parser.nextToken();
            if (members.put(key, value(parser, memberPointer)) != null) {
                problems.add(Problem.at(place, "the key a second time", "there once"));
            }
        }
        return members;
    }

    private List<JsonNode> items(JsonParser parser, String pointer) throws IOException {
        List<JsonNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, pointer + '/' + items.size()));
        }
        return items;
    }

    private Place place(JsonParser parser, String pointer) {
        JsonLocation location = parser.currentTokenLocation();
        return new Place(source, pointer, location.getLineNr(), location.getColumnNr());
    }

    private Problem syntax(JsonParser parser, String pointer, JsonProcessingException e) {
        // What goes over one of Jackson's limits (depth, length of a number) comes without a location.
        JsonLocation location = Objects.requireNonNullElse(e.getLocation(), parser.currentLocation());
        // Jackson's own words, without the hints on its internal source.
        String said = e.getOriginalMessage().lines().findFirst().orElse("broken text");
        String plain = SOURCE_HINT.matcher(said).replaceAll("");
        return Problem.at(
                new Place(source, pointer, location.getLineNr(), location.getColumnNr()),
                "broken JSON (" + plain + ")",
                "JSON");
    }
}
