package dev.rollcall.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A JSON value that remembers where it stood, so that an error can name the place. */
sealed interface JsonNode {
    /** More of a text or a number is not shown. */
    int SHOWN_CHARS_MAX = 60;

    /**
     * Where a value stands.
     *
     * @param pointer JSON pointer (RFC 6901)
     * @param line from 1
     * @param column from 1
     */
    record Place(String pointer, int line, int column) {}

    /** Where it stands. */
    Place place();

    /** What a message shows of it, in one short line. */
    String show();

    /** An object; members in the order of the file. */
    record ObjectNode(Place place, Map<String, JsonNode> members) implements JsonNode {
        @Override
        public String show() {
            return members.isEmpty() ? "{}" : "an object";
        }
    }

    /** An array. */
    record ArrayNode(Place place, List<JsonNode> items) implements JsonNode {
        @Override
        public String show() {
            return items.isEmpty() ? "[]" : "an array";
        }
    }

    /** A string. */
    record TextNode(Place place, String text) implements JsonNode {
        @Override
        public String show() {
            String shown = text.codePoints()
                    .limit(SHOWN_CHARS_MAX)
                    .map(c -> Character.isISOControl(c) ? '�' : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            return '"' + shown + (shown.length() < text.length() ? "…" : "") + '"';
        }
    }

    /** A number, exact. */
    record NumberNode(Place place, BigDecimal number) implements JsonNode {
        @Override
        public String show() {
            String shown = number.toString();
            return shown.length() <= SHOWN_CHARS_MAX ? shown : shown.substring(0, SHOWN_CHARS_MAX) + "…";
        }
    }

    /** {@code true} or {@code false}. */
    record BooleanNode(Place place, boolean value) implements JsonNode {
        @Override
        public String show() {
            return String.valueOf(value);
        }
    }

    /** {@code null}. */
    record NullNode(Place place) implements JsonNode {
        @Override
        public String show() {
            return "null";
        }
    }
}
