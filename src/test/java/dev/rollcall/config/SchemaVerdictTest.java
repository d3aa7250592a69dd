package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.config.BrokenConfigTest.Broken;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema's verdict and the reader's: an editor may miss a mistake, but never see one where there is none. */
class SchemaVerdictTest {
    /** What a schema cannot say, by the beginning of what the reader says. */
    private static final List<String> BEYOND_THE_SCHEMA = List.of(
            // Bounds of durations and sizes, which are texts to it.
            "from ",
            // What is said twice, or must fit to something said elsewhere.
            "there once",
            "a name that stands once",
            "a name that does not end in",
            "at most 50 characters without @",
            // What only the catalogue, the disk, the system or the compiler of patterns knows.
            "a name of the catalogue",
            "an object with a \"command\"",
            "the name of a file",
            "the name of a PEM file",
            "a regular expression",
            "an IP address",
            "an address or a host name");

    /** A line break at the end of a text: in Java's regular expressions the end is before it, in those of editors behind. */
    private static final String AT_THE_END = "�\"";

    static Stream<Broken> broken() {
        return BrokenConfigTest.all();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource("broken")
    void refusesWhatTheReaderRefusesWhereverASchemaCanSayIt(Broken broken) {
        // given
        String rule = catchThrowableOfType(
                        InvalidConfigException.class,
                        () -> ConfigSource.text("test", broken.json(), Set.of("nginx", "kernel")::contains)
                                .read())
                .problems()
                .get(0)
                .rule();
        boolean sayable = BEYOND_THE_SCHEMA.stream().noneMatch(rule::startsWith)
                && !broken.found().contains(AT_THE_END);

        // when
        boolean valid = SchemaNet.verdict(new JsonObject(broken.json())).getValid();

        // then
        if (sayable) {
            assertThat(valid).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"http\": {\"port\": 8080.0}}",
                "{\"http\": {\"host\": \"::1\", \"tls\": {\"certificate\": \"c.pem\", \"key\": \"k.pem\"}}}",
                "{\"http\": {\"management\": {}, \"proxies\": [\"fd00::/8\"], \"origins\": [\"*\"]}}",
                "{\"history\": {\"file\": null}, \"collect\": {\"discover\": false, \"user\": \"nobody\"}}",
                "{\"packages\": [\"nginx\", {\"name\": \"x\", \"label\": \"ö\", \"command\": [\"x\", \"\", \"\\n\"]}]}",
                "{\"packages\": [{\"name\": \"x\", \"command\": \"x -v\", \"pattern\": \"(?P<version>x)\"}]}"
            })
    void takesWhatTheReaderTakes(String json) {
        assertThatCode(() -> ConfigSource.text("test", json, name -> true)
                        .heldAgainstSchema()
                        .read())
                .doesNotThrowAnyException();
    }

    @Test
    void takesReferencesWhereverAValueCanCome(@TempDir Path folder) throws IOException {
        // given
        Path file = Files.writeString(folder.resolve("c.json"), """
                {"http": {"port": "${env:N}", "sendBuffer": "${env:SIZE}", "proxies": ["${env:IP}"]},
                 "stream": {"gzip": "${env:FLAG}", "time": "${env:TIME}"},
                 "packages": ["${env:NAME}", {"name": "x", "command": "${env:NAME}", "label": "${env:NAME}"}]}
                """);
        ConfigSource source = ConfigSource.file(file, Set.of("nginx"))
                .in(Map.of("N", "81", "SIZE", "8KiB", "IP", "::1", "FLAG", "false", "TIME", "3s", "NAME", "nginx"));

        // then: as it is written, which is what an editor sees, and with the values in place
        assertThat(SchemaNet.verdict(new JsonObject(Files.readString(file))).getValid())
                .isTrue();
        assertThatCode(() -> source.heldAgainstSchema().read()).doesNotThrowAnyException();
    }

    @Test
    void catchesWhatTheReaderLetsThroughWithoutRepeatingASecret() {
        // given: a tree that no reader would have let through
        JsonNode.Place place = new JsonNode.Place("c.json", "/http/port", 3, 4).writtenAs("${env:PORT}");
        JsonNode port = new JsonNode.NumberNode(place, new BigDecimal(70_000));
        JsonNode.Place around = new JsonNode.Place("c.json", "", 1, 1);
        JsonNode http = new JsonNode.ObjectNode(around, Map.of("port", port));
        List<Problem> problems = new ArrayList<>();

        // when
        SchemaNet.check(new JsonNode.ObjectNode(around, Map.of("http", http)), problems);

        // then
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.toString()).startsWith("c.json: /http/port (line 3, column 4): found \"${env:PORT}\"");
            assertThat(problem.rule())
                    .contains("what the schema allows", "maximum")
                    .doesNotContain("70000");
        });
    }
}
