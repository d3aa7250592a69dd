package dev.rollcall.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import dev.rollcall.config.JsonNode.ArrayNode;
import dev.rollcall.config.JsonNode.BooleanNode;
import dev.rollcall.config.JsonNode.NumberNode;
import dev.rollcall.config.JsonNode.ObjectNode;
import dev.rollcall.config.JsonNode.TextNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes a tree as JSON. Where a value was put together from references, they are written in its place. */
final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String INDENT = "  ";

    private JsonText() {}

    /** On one line. */
    static String line(JsonNode node) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(node, generator);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to a string cannot fail", e);
        }
        return text.toString();
    }

    /** As people write it: a member a line. */
    static String indented(JsonNode node) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            generator.setPrettyPrinter(new DefaultPrettyPrinter(
                            Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER))
                    .withObjectIndenter(new DefaultIndenter(INDENT, "\n")));
            write(node, generator);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to a string cannot fail", e);
        }
        return text.toString();
    }

    private static void write(JsonNode node, JsonGenerator to) throws IOException {
        String written = node.place().written();
        if (written != null) {
            to.writeString(written);
        } else if (node instanceof ObjectNode object) {
            to.writeStartObject();
            for (Map.Entry<String, JsonNode> member : object.members().entrySet()) {
                to.writeFieldName(member.getKey());
                write(member.getValue(), to);
            }
            to.writeEndObject();
        } else if (node instanceof ArrayNode array) {
            to.writeStartArray();
            for (JsonNode item : array.items()) {
                write(item, to);
            }
            to.writeEndArray();
        } else if (node instanceof TextNode text) {
            to.writeString(text.text());
        } else if (node instanceof NumberNode number) {
            to.writeNumber(number.number());
        } else if (node instanceof BooleanNode flag) {
            to.writeBoolean(flag.value());
        } else {
            to.writeNull();
        }
    }
}
