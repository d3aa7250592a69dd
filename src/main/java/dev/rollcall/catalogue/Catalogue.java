package dev.rollcall.catalogue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All packages that are known by name. Immutable; any thread. */
public final class Catalogue {
    private static final String FILE = "catalogue.json";
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<String, CatalogueEntry> byName;

    private Catalogue(Map<String, CatalogueEntry> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    /** Reads the catalogue that comes with Rollcall. */
    public static Catalogue load() {
        try (InputStream in = Catalogue.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not in the jar");
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    /** Every entry, in the order of the file. */
    public Collection<CatalogueEntry> entries() {
        return byName.values();
    }

    /** The entry of this name. */
    public Optional<CatalogueEntry> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Reads {@code {"category": [{"name", "label"?, "executables"?, "arguments"?, "pattern"?}, …], …}}.
     *
     * @throws IllegalArgumentException for a broken entry or a name that stands twice
     */
    static Catalogue read(InputStream in) throws IOException {
        Map<String, CatalogueEntry> byName = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(in)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String category = parser.currentName();
                parser.nextToken();
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    CatalogueEntry entry = entry(parser, category);
                    if (byName.put(entry.name(), entry) != null) {
                        throw new IllegalArgumentException("catalogue: \"" + entry.name() + "\" stands twice");
                    }
                }
            }
        }
        return new Catalogue(byName);
    }

    private static CatalogueEntry entry(JsonParser parser, String category) throws IOException {
        Map<String, List<String>> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            members.put(key, parser.nextToken() == JsonToken.START_ARRAY ? texts(parser) : List.of(parser.getText()));
        }
        String name = members.getOrDefault("name", List.of("")).get(0);
        List<String> pattern = members.getOrDefault("pattern", List.of());
        return new CatalogueEntry(
                name,
                members.getOrDefault("label", List.of(name)).get(0),
                category,
                members.getOrDefault("executables", List.of(name)),
                members.getOrDefault("arguments", List.of("--version")),
                pattern.isEmpty() ? null : Pattern.compile(pattern.get(0)));
    }

    private static List<String> texts(JsonParser parser) throws IOException {
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            texts.add(parser.getText());
        }
        return texts;
    }
}
