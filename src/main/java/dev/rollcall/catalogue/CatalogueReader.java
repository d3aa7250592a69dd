package dev.rollcall.catalogue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code {"category": [{"name", …}, …], …}}: what {@link CatalogueEntry} says, all but {@code name} optional. */
final class CatalogueReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final List<String> TEXTS = List.of("name", "label", "pattern", "endOfLife", "sideEffect");
    private static final List<String> LISTS = List.of("executables", "folders", "arguments");

    private CatalogueReader() {}

    /** @throws IllegalArgumentException for a broken entry or a name that stands twice */
    static Map<String, CatalogueEntry> read(InputStream in) throws IOException {
        Map<String, CatalogueEntry> byName = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(in)) {
            expect(parser, parser.nextToken(), JsonToken.START_OBJECT, "the file", "an object");
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String category = parser.currentName();
                String what = "category \"" + category + "\"";
                expect(parser, parser.nextToken(), JsonToken.START_ARRAY, what, "an array of entries");
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    expect(parser, parser.currentToken(), JsonToken.START_OBJECT, what, "an array of objects");
                    CatalogueEntry entry = entry(parser, category);
                    if (byName.put(entry.name(), entry) != null) {
                        throw new IllegalArgumentException("catalogue: \"" + entry.name() + "\" stands twice");
                    }
                }
            }
        }
        return byName;
    }

    private static CatalogueEntry entry(JsonParser parser, String category) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, List<String>> lists = new LinkedHashMap<>();
        int line = parser.currentLocation().getLineNr();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            JsonToken token = parser.nextToken();
            if (TEXTS.contains(key)) {
                expect(parser, token, JsonToken.VALUE_STRING, key, "a string");
                texts.put(key, parser.getText());
            } else if (LISTS.contains(key)) {
                expect(parser, token, JsonToken.START_ARRAY, key, "an array of strings");
                lists.put(key, strings(parser, key));
            } else {
                throw new IllegalArgumentException(
                        "catalogue, line " + line + ", entry \"" + texts.getOrDefault("name", "")
                                + "\": unknown key \"" + key + "\"; must be one of " + String.join(", ", TEXTS) + ", "
                                + String.join(", ", LISTS));
            }
        }
        String name = texts.getOrDefault("name", "");
        return new CatalogueEntry(
                name,
                texts.getOrDefault("label", name),
                category,
                lists.getOrDefault("executables", List.of(name)),
                lists.getOrDefault("folders", List.of()),
                lists.getOrDefault("arguments", List.of("--version")),
                pattern(texts.get("pattern")),
                texts.get("endOfLife"),
                texts.get("sideEffect"));
    }

    private static @Nullable Pattern pattern(@Nullable String pattern) {
        return pattern == null ? null : Pattern.compile(pattern);
    }

    private static List<String> strings(JsonParser parser, String key) throws IOException {
        List<String> strings = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser, parser.currentToken(), JsonToken.VALUE_STRING, key, "an array of strings");
            strings.add(parser.getText());
        }
        return strings;
    }

    private static void expect(
            JsonParser parser, @Nullable JsonToken found, JsonToken wanted, String what, String rule) {
        if (found != wanted) {
            throw new IllegalArgumentException(
                    "catalogue, line " + parser.currentLocation().getLineNr() + ": " + what + " must be " + rule);
        }
    }
}
