package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that come from the environment and from files. */
class ReferencesTest {
    private static final String SECRET = "hunter-2-secret";

    @TempDir
    Path folder;

    private ConfigFolder files;

    @BeforeEach
    void setUp() {
        files = new ConfigFolder(folder)
                .environment(Map.of("WORD", "a b", "N", "48127", "SECRET", SECRET, "EMPTY", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ${env:WORD}                        | a b
            x${env:N}y${file:f}z               | x48127yfrom filez
            $${env:N} and $${ and ${env:N}     | ${env:N} and ${ and 48127
            ${db:Status-Abbrev}${Version} a$   | ${db:Status-Abbrev}${Version} a$
            $env:N {env:N} $ {env:N} ${ENV:N}  | $env:N {env:N} $ {env:N} ${ENV:N}
            ${file:circle}                     | ${file:circle}${env:N}
            ${file:two}                        | two
            """)
    void replacesReferencesAndNothingElse(String text, String value) throws Exception {
        // given
        files.file("f", "from file\n")
                .file("circle", "${file:circle}${env:N}")
                .file("two", "two\r\n")
                .file("rollcall.json", "{'packages': [{'name': 'p', 'command': ['p', '" + text + "']}]}");

        // then
        assertThat(files.read().config().packages().get(0).command()).containsExactly("p", value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"['p', '--token', 't=${env:SECRET}', '$${x']", "' p  --token t=${env:SECRET} $${x'"})
    void showsACommandWithTheReferencesThatAreInIt(String command) throws Exception {
        // given
        files.file("rollcall.json", "{'packages': [{'name': 'p', 'command': " + command + "}]}");

        // when
        PackageConfig one = files.read().config().packages().get(0);

        // then
        assertThat(one.command()).containsExactly("p", "--token", "t=" + SECRET, "${x");
        assertThat(one.commandShown()).containsExactly("p", "--token", "t=${env:SECRET}", "$${x");
    }

    @Test
    void takesANumberOrAYesFromAStringThatIsAReference() throws Exception {
        // given
        files.file("gzip", "false\n")
                .file("rollcall.json", "{'http': {'port': '${env:N}'}, 'stream': {'gzip': '${file:gzip}'}}");

        // when
        RollcallConfig config = files.read().config();

        // then
        assertThat(config.http().port()).isEqualTo(48127);
        assertThat(config.stream().gzip()).isFalse();
    }

    @Test
    void looksForFilesFromTheFolderOfTheFileThatNamesThem() throws Exception {
        files.file("rollcall.json", "{'include': ['${env:D}/a.json'], 'collect': {'host': '${file:name}'}}")
                .file("name", "outer")
                .file("d/name", "7")
                .file("d/a.json", "{'collect': {'workers': '${file:name}'}}")
                .environment(Map.of("D", "d"));

        CollectConfig collect = files.read().config().collect();

        assertThat(collect.host()).isEqualTo("outer");
        assertThat(collect.workers()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ${env:NONE}      | "${env:NONE}"      | a reference to an environment variable that is set
            a${env:}b        | "a${env:}b"        | text with whole references: ${env:NAME} or ${file:PATH}; $${ is a plain ${
            a${env:N         | "a${env:N"         | text with whole references: ${env:NAME} or ${file:PATH}; $${ is a plain ${
            ${file:none}     | "${file:none}"     | a reference to a file that can be read (no such file)
            ${file:.}        | "${file:.}"        | a reference to a file that can be read (Is a directory)
            ${file:big}      | "${file:big}"      | a reference to a file of at most 64KiB of text (it holds more than 64KiB)
            ${file:latin1}   | "${file:latin1}"   | a reference to a file of text in UTF-8 (it holds bytes that are not UTF-8)
            ${env:WORD}      | "${env:WORD}"      | 1 to 100 letters, digits and . _ + @ ~ -, the first of them a letter, a digit or @
            x${env:EMPTY} y  | "x${env:EMPTY} y"  | 1 to 100 letters, digits and . _ + @ ~ -, the first of them a letter, a digit or @
            """)
    void saysWhichReferenceCannotBeFollowedOrDoesNotFit(String text, String found, String rule) throws Exception {
        // given
        Files.write(folder.resolve("latin1"), "ü".getBytes(StandardCharsets.ISO_8859_1));
        files.file("big", "x".repeat(64 * 1024 + 1)).file("rollcall.json", "{'collect': {'host': '" + text + "'}}");

        // then
        assertThat(files.problems())
                .containsExactly(
                        "rollcall.json: /collect/host (line 1, column 22): found " + found + "; must be " + rule);
    }

    @Test
    void saysTheSameProblemOfAListOnce() {
        files.file("rollcall.json", "{'packages': [{'name': 'p', 'command': ['${env:A}', '${env:B}']}]}");
        assertThat(files.problems())
                .hasSize(2)
                .allSatisfy(problem ->
                        assertThat(problem).contains("/packages/0/command/", "environment variable that is set"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'http': {'host': 'a b ${env:SECRET}', 'port': '${env:SECRET}', 'drain': '${env:SECRET}'}}",
                "{'http': {'sendBuffer': '${env:SECRET}', 'proxies': ['${env:SECRET}'], 'origins': ['${env:SECRET}']}}",
                "{'http': {'tls': {'certificate': '${env:SECRET}/', 'key': '${env:SECRET}/'}}}",
                "{'packages': ['${env:SECRET}', {'name': '${env:SECRET}'}]}",
                "{'packages': [{'name': '${env:SECRET}', 'command': 'x'}, {'name': '${env:SECRET}', 'command': 'y'}]}",
                "{'packages': [{'name': 'x', 'command': 'x', 'pattern': '${env:SECRET}('}]}",
                "{'packages': [{'name': 'x', 'command': 'x', 'pattern': '(?<version>${env:SECRET}'}]}",
                "{'packages': [{'name': '${env:SECRET}', 'command': 'x', 'pattern': '(?<name>x)(?<version>x)'},"
                        + "{'name': 'y@${env:SECRET}', 'command': 'x'}]}",
                "{'include': ['${env:SECRET}']}"
            })
    void neverShowsAValueThatMayBeASecret(String json) {
        files.file("rollcall.json", json);
        assertThat(files.refusal().report("x")).contains("${env:SECRET}").doesNotContain(SECRET);
    }

    @Test
    void showsReferencesAndNoValuesInWhatIsInEffect() throws Exception {
        // given
        files.file("key", SECRET)
                .file(
                        "rollcall.json",
                        "{'http': {'port': '${env:N}', 'tls': {'certificate': '${env:SECRET}',"
                                + "'key': '${file:key}'}}}");

        // when
        Effective effective = files.read().effective();

        // then
        assertThat(effective.asFile() + effective.values()).doesNotContain(SECRET, "48127");
        assertThat(effective.values())
                .contains(new Effective.Value(
                        "/http/tls/key", "\"${file:key}\"", folder.resolve("rollcall.json") + ":1:77, file key"));
        // and the file means the same elsewhere
        assertThat(effective.asFile()).contains("${file:" + folder.resolve("key") + "}");
    }

    @Test
    void isNotFilledByAFileThatIsNamedVeryOften() {
        files.file("f", "x".repeat(60_000))
                .file(
                        "rollcall.json",
                        "{'packages': [{'name': 'p', 'command': [" + "'${file:f}',".repeat(300) + "'p']}]}");
        List<String> problems = files.problems();
        assertThat(problems)
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).contains("references that make up at most 16MiB together"));
    }
}
