package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of each setting that the schema knows: a running server takes it, or says that it waits. None is passed over in silence. */
class TakeoverTest {
    private static final ConfigReader READER = new ConfigReader(name -> true);
    private static final Set<String> AT_START_ONLY = Set.of(
            "/http/host",
            "/http/port",
            "/http/sendBuffer",
            "/http/warmUp",
            "/http/limits/headerSize",
            "/http/limits/uriSize",
            "/http/tls",
            "/http/management",
            "/stream/direct",
            "/history/file");

    /** Where it stands, and another value than the default. */
    private record Edit(String pointer, JsonObject file) {
        @Override
        public String toString() {
            return pointer;
        }
    }

    @ParameterizedTest
    @MethodSource("edits")
    void takesItOrSaysThatItWaits(Edit edit) throws Exception {
        // given
        RollcallConfig running = READER.read("test", "{}");
        RollcallConfig wanted = READER.read("test", edit.file().encode());
        assertThat(wanted).isNotEqualTo(running);

        // when
        Takeover takeover = Takeover.of(running, wanted);

        // then
        if (AT_START_ONLY.contains(edit.pointer())) {
            assertThat(takeover).isEqualTo(new Takeover(running, List.of(edit.pointer())));
        } else {
            assertThat(takeover).isEqualTo(new Takeover(wanted, List.of()));
        }
    }

    @Test
    void saysAgainWhatStillWaits() throws Exception {
        // given
        RollcallConfig running = READER.read("test", "{}");
        RollcallConfig taken = Takeover.of(running, READER.read("test", "{\"http\": {\"port\": 1}}"))
                .config();

        // when
        String edited = "{\"http\": {\"port\": 1}, \"collect\": {\"every\": \"5m\"}, \"packages\": [\"nginx\"]}";
        Takeover takeover = Takeover.of(taken, READER.read("test", edited));

        // then
        assertThat(takeover.postponed()).containsExactly("/http/port");
        assertThat(takeover.config().collect().every()).hasMinutes(5);
        assertThat(takeover.config().packages()).hasSize(1);
        assertThat(takeover.config().http().port()).isEqualTo(8080);
    }

    static Stream<Edit> edits() throws Exception {
        JsonObject schema = new JsonObject(Files.readString(Path.of("conf/rollcall.schema.json")));
        return edits("", schema).filter(edit -> !edit.pointer().matches("/\\$schema|/include"));
    }

    private static Stream<Edit> edits(String pointer, JsonObject object) {
        JsonObject properties = object.getJsonObject("properties");
        return properties.fieldNames().stream().flatMap(key -> {
            JsonObject property = properties.getJsonObject(key);
            String place = pointer + '/' + key;
            return property.containsKey("properties") && !property.containsKey("examples")
                    ? edits(place, property).map(edit -> new Edit(edit.pointer(), around(key, edit.file())))
                    : nested(place, key, property);
        });
    }

    private static Stream<Edit> nested(String place, String key, JsonObject property) {
        if (place.equals("/http/limits")) {
            return edits(place, property).map(edit -> new Edit(edit.pointer(), around(key, edit.file())));
        }
        JsonArray examples = property.getJsonArray("examples");
        Object other = examples.stream()
                .filter(example -> !example.equals(property.getValue("default")))
                .findFirst()
                .orElseThrow();
        return Stream.of(new Edit(place, new JsonObject().put(key, other)));
    }

    private static JsonObject around(String key, JsonObject inner) {
        return new JsonObject().put(key, inner);
    }
}
