package dev.rollcall.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON value that remembers where it stood, so that an error can name the place. Immutable. */
sealed interface JsonNode {
    /** More of a text or a number is not shown. */
    int SHOWN_CHARS_MAX = 60;

    /**
     * Where a value stands.
     *
     * @param source the file, or the option of the command line
     * @param pointer JSON pointer (RFC 6901)
     * @param line from 1; 0 where there are no lines
     * @param column from 1; 0 where there are no lines
     * @param written what stands there when the value was put together from references, else null: the value may be a
     *     secret, and whatever is said of it says this instead
     */
    record Place(
            String source,
            String pointer,
            int line,
            int column,
            @Nullable String written) {
        Place(String source, String pointer, int line, int column) {
            this(source, pointer, line, column, null);
        }

        Place writtenAs(String text) {
            return new Place(source, pointer, line, column, text);
        }

        /** For a message about another value, which stands in {@code otherSource}. */
        String seenFrom(String otherSource) {
            if (source.equals(otherSource)) {
                return pointer;
            }
            return line == 0 ? source : source + " (line " + line + ", column " + column + ")";
        }
    }

    /** Where it stands. */
    Place place();

    /** What it is, in one short line. */
    String plain();

    /** What a message shows of it, in one short line. */
    default String show() {
        String written = place().written();
        return written == null ? plain() : quoted(written);
    }

    /** Shortened, and without what a terminal would obey. */
    static String quoted(String text) {
        String shown = text.codePoints()
                .limit(SHOWN_CHARS_MAX)
                .map(c -> Character.isISOControl(c) ? '�' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return '"' + shown + (shown.length() < text.length() ? "…" : "") + '"';
    }

    /** An object; members in the order of the file. */
    record ObjectNode(Place place, Map<String, JsonNode> members) implements JsonNode {
        @Override
        public String plain() {
            return members.isEmpty() ? "{}" : "an object";
        }
    }

    /** An array. */
    record ArrayNode(Place place, List<JsonNode> items) implements JsonNode {
        @Override
        public String plain() {
            return items.isEmpty() ? "[]" : "an array";
        }
    }

    /** A string. */
    record TextNode(Place place, String text) implements JsonNode {
        @Override
        public String plain() {
            return quoted(text);
        }
    }

    /** A number, exact. */
    record NumberNode(Place place, BigDecimal number) implements JsonNode {
        @Override
        public String plain() {
            String shown = number.toString();
            return shown.length() <= SHOWN_CHARS_MAX ? shown : shown.substring(0, SHOWN_CHARS_MAX) + "…";
        }
    }

    /** {@code true} or {@code false}. */
    record BooleanNode(Place place, boolean value) implements JsonNode {
        @Override
        public String plain() {
            return String.valueOf(value);
        }
    }

    /** {@code null}. */
    record NullNode(Place place) implements JsonNode {
        @Override
        public String plain() {
            return "null";
        }
    }
}
