package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.cli.CommandRig.Result;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractTest {
    private static final String SHOP =
            "{\"id\":\"a\",\"program\":\"shop\",\"argv\":[\"shop\",\"-v\"],\"exit\":0,\"stdout\":\"shop 4.2 build 77\\n\",\"stderr\":\"\"";

    @TempDir
    Path folder;

    @Test
    void readsAllOfThePublicOutputsRight() throws IOException {
        Result result = CommandRig.runWith(recorded("public"), "extract", "--check");
        assertThat(result.err()).isEqualTo("107 right, 0 wrong\n");
        assertThat(result.exit()).isZero();
        assertThat(result.outLines()).hasSize(107);
    }

    /**
     * Here the catalogue's patterns count too; what they cannot mend is known by RecordedOutputsTest. Of td-agent the
     * catalogue reads Fluentd's version on purpose: that is what it is asked for.
     */
    @ParameterizedTest
    @ValueSource(strings = {"debian", "mutated", "documented"})
    void readsNothingWorseByThePatternsOfTheCatalogue(String file) throws IOException {
        List<String> known = resource("misread.txt")
                .lines()
                .filter(line -> line.startsWith(file + ' '))
                .map(line -> line.split(" ", 3)[1])
                .toList();

        Result result = CommandRig.runWith(recorded(file), "extract", "--check");

        assertThat(result.err()
                        .lines()
                        .filter(line -> line.startsWith("wrong "))
                        .map(line -> line.split("[ :]")[1]))
                .filteredOn(id -> !id.equals("doc-fluentd-1"))
                .isSubsetOf(known);
    }

    @Test
    void answersEachLineWithVersionStatusAndReason() {
        Result result =
                CommandRig.runWith(SHOP + "}\n\n" + SHOP.replace("4.2 build 77", "is ready") + "}\n", "extract");
        assertThat(result.exit()).isZero();
        assertThat(result.outLines())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo("{\"id\":\"a\",\"version\":\"4.2\",\"status\":\"ok\","
                                        + "\"why\":\"behind the program's own name\"}"),
                        second -> assertThat(second)
                                .isEqualTo("{\"id\":\"a\",\"version\":null,\"status\":\"failed\",\"why\":"
                                        + "\"no version in the output: nothing in it has the shape of a version\"}"));
    }

    @Test
    void needsTheProgramOnlyAndKeepsWhateverIdThereIs() {
        Result result = CommandRig.runWith(
                "{\"id\":7,\"program\":\"shop\",\"stdout\":\"shop 4.2\"}\n{\"program\":\"x\"}", "extract");
        assertThat(result.outLines().get(0)).startsWith("{\"id\":7,\"version\":\"4.2\"");
        assertThat(result.outLines().get(1)).startsWith("{\"id\":null,\"version\":null,\"status\":\"failed\"");
        assertThat(result.exit()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | found nonsense; must be a JSON object on one line",
                "[1] | found [1]; must be a JSON object on one line",
                "{} | program: found null; must be a string with something in it",
                "{\"argv\":[\" \"]} | argv: found [\" \"]; must be an array of strings, the program first",
                "{\"program\":7} | program: found 7; must be a string with something in it",
                "{\"program\":\" \"} | program: found \" \"; must be a string with something in it",
                "{\"program\":\"x\",\"argv\":[]} | argv: found []; must be an array of strings, the program first",
                "{\"program\":\"x\",\"argv\":\"x -v\"} | argv: found \"x -v\"; must be an array of strings",
                "{\"program\":\"x\",\"exit\":\"0\"} | exit: found \"0\"; must be a whole number, the exit code",
                "{\"program\":\"x\",\"stdout\":7} | stdout: found 7; must be a string",
            })
    void saysWhatIsWrongWithALineAndGoesOn(String line, String rule) {
        Result result = CommandRig.runWith(line + '\n' + SHOP + "}\n", "extract");
        assertThat(result.err()).isEqualTo("rollcall: line 1: " + rule + "\n");
        assertThat(new JsonObject(result.outLines().get(0)).getString("status")).isEqualTo("invalid");
        assertThat(new JsonObject(result.outLines().get(1)).getString("version"))
                .isEqualTo("4.2");
        assertThat(result.exit()).isEqualTo(2);
    }

    @Test
    void takesNullForNothing() {
        String line =
                "{\"program\":null,\"argv\":[\"/opt/shop\",\"-v\"],\"exit\":null,\"stdout\":\"shop 4.2\",\"stderr\":null}";
        assertThat(CommandRig.runWith(line, "extract").out()).contains("\"version\":\"4.2\"");
    }

    @Test
    void keepsTheIdOfALineThatIsWrong() {
        Result result = CommandRig.runWith("{\"id\":\"x\",\"program\":\"shop\",\"exit\":\"0\"}", "extract");
        assertThat(result.out()).startsWith("{\"id\":\"x\",\"version\":null,\"status\":\"invalid\"");
    }

    @Test
    void weighsWhatTheCataloguesPatternDoesNotMean() {
        // given: on many machines mysql is MariaDB's, which the pattern of MySQL passes over
        String line = "{\"program\":\"mysql\",\"argv\":[\"mysqld\",\"--version\"],"
                + "\"stdout\":\"mysqld  Ver 10.11.19-MariaDB for debian-linux-gnu on x86_64\\n\"}";

        // then
        assertThat(CommandRig.runWith(line, "extract").out()).contains("\"version\":\"10.11.19\"");
    }

    @Test
    void readsPastTheMarkThatSomeProgramsBeginWith() {
        Result result = CommandRig.runWith('\uFEFF' + SHOP + "}\r\n" + SHOP + "}\r\n", "extract");
        assertThat(result.outLines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("\"4.2\""));
    }

    @Test
    void readsNoSingleVersionOutOfAListing() throws IOException {
        String conf = conf("""
                { "packages": [ { "name": "shop", "command": ["shop", "-v"], "pattern": "(?<name>\\\\S+) (?<version>\\\\S+)" } ] }
                """);
        Result result = CommandRig.runWith(SHOP + "}\n", "extract", "--conf", conf);
        assertThat(result.out()).contains("\"version\":null,\"status\":\"failed\",\"why\":\"a listing has no version");
    }

    @Test
    void readsByThePatternOfTheConfigurationWhenItAsksByTheSameCommand() throws IOException {
        // given
        String conf = conf("""
                { "packages": [ { "name": "shop", "command": ["shop", "-v"], "pattern": "build (?<version>\\\\d+)" } ] }
                """);

        // when
        Result result =
                CommandRig.runWith(SHOP + "}\n" + SHOP.replace("\"-v\"", "\"-V\"") + "}\n", "extract", "--conf", conf);

        // then
        assertThat(result.outLines().get(0)).contains("\"version\":\"77\"", "the pattern says so");
        assertThat(result.outLines().get(1)).contains("\"version\":\"4.2\"");
    }

    @Test
    void readsByThePatternOfTheCatalogueWhenItAsksByTheSameCommand() {
        String uname = "{\"program\":\"%s\",\"argv\":[\"/bin/uname\",\"-r\"],\"stdout\":\"6.1.0-18-amd64\\n\"}";
        Result result = CommandRig.runWith(uname.formatted("kernel") + '\n' + uname.formatted("linux"), "extract");
        assertThat(result.outLines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("\"version\":\"6.1.0-18-amd64\"", "the pattern says so"));
    }

    @Test
    void checksAgainstTheTruthAndTellsWhatIsWrong() {
        String right = SHOP + ",\"truth\":\"4.2.0\",\"accept\":[\"4.2\"]}\n";
        String wrong = SHOP + ",\"truth\":null}\n";
        Result result = CommandRig.runWith(right + wrong + SHOP + "}\n", "extract", "--check");
        assertThat(result.err())
                .isEqualTo("wrong a: read 4.2, right is none (behind the program's own name)\n1 right, 1 wrong\n");
        assertThat(result.exit()).isEqualTo(1);
    }

    private String conf(String json) throws IOException {
        return Files.writeString(folder.resolve("c.json"), json).toString();
    }

    private static String recorded(String file) throws IOException {
        return resource(file + ".jsonl");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ExtractTest.class.getResourceAsStream("/dev/rollcall/extract/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
