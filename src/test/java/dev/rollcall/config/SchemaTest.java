package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds conf/rollcall.schema.json, conf/rollcall.json and the records together: each number stands in all three. */
class SchemaTest {
    private static final ConfigReader READER = new ConfigReader(name -> true);
    private static final JsonObject SCHEMA = schema();

    /** A record, where the schema describes it, keys that are only reserved, and a configuration around a member. */
    private record Part(Class<? extends Record> type, JsonObject schema, Set<String> reserved, String around) {
        static Part section(String name, Class<? extends Record> type, Set<String> reserved) {
            JsonObject schema = SCHEMA.getJsonObject("properties").getJsonObject(name);
            return new Part(type, schema, reserved, "{\"" + name + "\": {%s}}");
        }

        static Part nested(String section, String name, Class<? extends Record> type) {
            JsonObject schema = SCHEMA.getJsonObject("properties")
                    .getJsonObject(section)
                    .getJsonObject("properties")
                    .getJsonObject(name);
            return new Part(type, schema, Set.of(), "{\"" + section + "\": {\"" + name + "\": {%s}}}");
        }

        /** What must stand beside {@code key}, by its first example. */
        JsonObject othersRequired(String key) {
            JsonObject others = new JsonObject();
            for (Object required : schema.getJsonArray("required", new JsonArray())) {
                String name = (String) required;
                if (!name.equals(key)) {
                    others.put(name, property(name).getJsonArray("examples").getValue(0));
                }
            }
            return others;
        }

        JsonObject properties() {
            return schema.getJsonObject("properties");
        }

        JsonObject property(String key) {
            return properties().getJsonObject(key);
        }

        @Override
        public String toString() {
            return type.getSimpleName();
        }
    }

    static Stream<Part> parts() {
        return Stream.of(
                Part.section("http", HttpConfig.class, Set.of()),
                Part.nested("http", "limits", LimitsConfig.class),
                Part.nested("http", "tls", TlsConfig.class),
                Part.nested("http", "management", ManagementConfig.class),
                Part.section("stream", StreamConfig.class, Set.of()),
                Part.section("metrics", MetricsConfig.class, Set.of()),
                Part.section("collect", CollectConfig.class, Set.of()),
                Part.section("history", HistoryConfig.class, Set.of()),
                new Part(
                        PackageConfig.class,
                        SCHEMA.getJsonObject("$defs").getJsonObject("package"),
                        Set.of(),
                        "{\"packages\": [{%s}]}"));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void hasTheKeysOfTheRecordAndNoOthers(Part part) {
        // given
        Set<String> keys = new HashSet<>(part.reserved());
        for (RecordComponent component : part.type().getRecordComponents()) {
            keys.add(component.getName());
        }
        // Comes out of "command".
        keys.remove("commandShown");

        // then
        assertThat(part.properties().fieldNames()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(part.schema().getValue("additionalProperties")).isEqualTo(false);
        for (String key : part.reserved()) {
            assertThat(part.property(key).getString("description")).startsWith("Reserved: no effect yet.");
        }
    }

    @Test
    void hasTheSectionsOfTheConfiguration() {
        // given
        List<String> sections = Arrays.stream(RollcallConfig.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();

        // then
        assertThat(SCHEMA.getJsonObject("properties").fieldNames())
                .containsAll(sections)
                .hasSize(sections.size() + 2)
                .contains("$schema", "include");
        assertThat(SCHEMA.getValue("additionalProperties")).isEqualTo(false);
    }

    @Test
    void hasTheDefaultsOfTheRecords() throws Exception {
        RollcallConfig config = READER.read("test", "{}");
        for (Record section : List.of(
                config.http(),
                config.http().limits(),
                config.stream(),
                config.collect(),
                config.history(),
                config.metrics())) {
            Part part = parts().filter(p -> p.type() == section.getClass())
                    .findFirst()
                    .orElseThrow();
            for (RecordComponent component : part.type().getRecordComponents()) {
                Object value = component.getAccessor().invoke(section);
                assertThat(part.property(component.getName()).getValue("default"))
                        .as(part + "." + component.getName())
                        .isEqualTo(asInTheFile(value));
            }
        }
        assertThat(SCHEMA.getJsonObject("properties").getJsonObject("packages").getJsonArray("default"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void saysTheBoundsOfEachSetting(Part part) throws Exception {
        for (Field field : part.type().getDeclaredFields()) {
            if (field.getType() == Setting.class) {
                saysTheBoundsOf((Setting<?>) field.get(null), part);
            }
        }
        if (part.type() == PackageConfig.class) {
            saysTheBoundsOf(CollectConfig.EVERY, part);
            saysTheBoundsOf(CollectConfig.TIMEOUT, part);
        }
    }

    private static void saysTheBoundsOf(Setting<?> setting, Part part) {
        JsonObject property = part.property(setting.key());
        assertThat(property.getString("description")).endsWith("Allowed: " + setting.rule() + ".");
        if (setting.fallback() instanceof Integer) {
            assertThat(property.getValue("minimum")).isEqualTo(setting.min());
            assertThat(property.getValue("maximum")).isEqualTo(setting.max());
        }
    }

    @ParameterizedTest
    @MethodSource("parts")
    void givesExamplesThatTheReaderAccepts(Part part) {
        for (String key : part.properties().fieldNames()) {
            JsonArray examples = part.property(key).getJsonArray("examples");
            assertThat(examples).as(key).isNotEmpty();
            for (Object example : examples) {
                String members = part.othersRequired(key).put(key, example).encode();
                String json = part.around().formatted(members.substring(1, members.length() - 1));
                assertThatCode(() -> READER.read("test", json)).as(json).doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "5s",
                "0ms",
                "30d",
                "5",
                "5 s",
                "1w",
                "1234567890123s",
                "64KiB",
                "1B",
                "2MiB",
                "64KB",
                "1GiB",
                "nginx",
                "@babel",
                "-x",
                ".x",
                "a b",
                "a.b_c+d@e~f-g",
                "Zürich",
                "a/b"
            })
    void drawsTheSameLinesAsTheReader(String text) {
        assertThat(schemaAllows("duration", text))
                .isEqualTo(Units.duration(text).isPresent());
        assertThat(schemaAllows("size", text)).isEqualTo(Units.size(text).isPresent());
        assertThat(schemaAllows("name", text)).isEqualTo(PackageConfig.isName(text));
    }

    private static boolean schemaAllows(String definition, String text) {
        String pattern = SCHEMA.getJsonObject("$defs").getJsonObject(definition).getString("pattern");
        return Pattern.compile(pattern).matcher(text).find();
    }

    @Test
    void explainsEveryKeyToAnAdmin() {
        List<JsonObject> properties = new ArrayList<>();
        collectProperties(SCHEMA, properties);
        assertThat(properties).hasSizeGreaterThan(30).allSatisfy(property -> {
            assertThat(property.getString("title")).isNotBlank();
            assertThat(property.getString("description")).endsWith(".");
        });
    }

    /** The effective configuration takes its defaults from the schema. */
    @Test
    void hasTheDefaultsOfAManagementAddress() throws Exception {
        ManagementConfig management =
                READER.read("test", "{\"http\": {\"management\": {}}}").http().management();
        Part part = parts().filter(p -> p.type() == ManagementConfig.class)
                .findFirst()
                .orElseThrow();
        assertThat(management)
                .isEqualTo(new ManagementConfig(
                        part.property("host").getString("default"),
                        part.property("port").getInteger("default")));
    }

    @Test
    void comesWithAFileThatSaysTheDefaults() throws Exception {
        assertThat(ConfigSource.file(Path.of("conf/rollcall.json"), Set.of())
                        .read()
                        .config())
                .isEqualTo(READER.read("test", "{}"));
    }

    private static void collectProperties(Object json, Collection<JsonObject> into) {
        if (json instanceof JsonObject object) {
            for (String key : object.fieldNames()) {
                if (key.equals("properties")) {
                    object.getJsonObject(key).forEach(property -> into.add((JsonObject) property.getValue()));
                }
                collectProperties(object.getValue(key), into);
            }
        } else if (json instanceof JsonArray array) {
            array.forEach(item -> collectProperties(item, into));
        }
    }

    private static @Nullable Object asInTheFile(@Nullable Object value) {
        if (value instanceof Duration duration) {
            return Units.text(duration);
        }
        if (value instanceof List<?> list) {
            return new JsonArray(list);
        }
        if (value instanceof Record && !(value instanceof ByteSize)) {
            return new JsonObject();
        }
        return value instanceof ByteSize size ? size.toString() : value;
    }

    private static JsonObject schema() {
        try {
            return new JsonObject(Files.readString(Path.of("conf/rollcall.schema.json")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
