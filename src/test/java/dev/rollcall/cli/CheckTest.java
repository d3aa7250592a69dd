package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.cli.CommandRig.Result;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rollcall check} and {@code rollcall config}: what people and scripts are told. */
class CheckTest {
    @TempDir
    Path folder;

    @Test
    void saysWhatItReadAndWhatIsSeldomMeant() throws IOException {
        // given
        String main = write("rollcall.json", "{\"include\": [\"d/*.json\"], \"http\": {\"host\": \"0.0.0.0\"}}");
        String more = write("d/more.json", "{\"packages\": [\"nginx\"]}");

        // when
        Result result = CommandRig.run("check", main);

        // then
        assertThat(result.exit()).isZero();
        assertThat(result.outLines())
                .containsExactly(
                        "The configuration is valid.",
                        "  read      " + more + ", " + main,
                        "  packages  1 named, and what of the catalogue is installed",
                        "  warning   http.host 0.0.0.0 can be reached from other machines, in clear text: set http.tls,"
                                + " or let a proxy with TLS stand before it and name it in http.proxies, or listen on"
                                + " 127.0.0.1");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void saysAllThatIsWrongAndEndsWith2() throws IOException {
        // given
        String main = write("rollcall.json", "{\"collect\": {\"timeuot\": \"1s\"},\n \"packages\": [\"ngnix\"]}");

        // when
        Result result = CommandRig.run("check", main, "--set", "http.port=x");

        // then
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines())
                .containsExactly(
                        main + ": 3 problems:",
                        "  /collect/timeuot (line 1, column 25): found an unknown key; must be one of every, timeout,"
                                + " workers, output, entries, discover, watch, host, user; did you mean \"timeout\"?",
                        "  /packages/0 (line 2, column 15): found \"ngnix\"; must be a name of the catalogue, or an"
                                + " object that has a command; did you mean \"nginx\"?",
                        "  --set http.port: found \"x\"; must be a whole number from 0 to 65535");
    }

    @Test
    void tellsAScriptTheSame() throws IOException {
        // given
        String main = write("rollcall.json", "{\"collect\": {\"timeuot\": \"1s\"}}");

        // when
        Result result = CommandRig.run("check", "--json", main);

        // then
        assertThat(result.exit()).isEqualTo(2);
        assertThat(new JsonObject(result.out()))
                .isEqualTo(new JsonObject()
                        .put("valid", false)
                        .put("files", new JsonArray().add(main))
                        .put(
                                "problems",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("file", main)
                                                .put("pointer", "/collect/timeuot")
                                                .put("line", 1)
                                                .put("column", 25)
                                                .put("found", "an unknown key")
                                                .put(
                                                        "rule",
                                                        "one of every, timeout, workers, output, entries, discover,"
                                                                + " watch, host, user")
                                                .put("suggestion", "timeout"))));
        assertThat(new JsonObject(
                        CommandRig.run("check", "--json", write("c.json", "{}")).out()))
                .isEqualTo(new JsonObject()
                        .put("valid", true)
                        .put("files", new JsonArray().add(folder + "/c.json"))
                        .put("problems", new JsonArray())
                        .put("warnings", new JsonArray()));
    }

    @Test
    void endsWith1WhenTheFileCannotBeRead() {
        Result result = CommandRig.run("check", folder.resolve("none.json").toString());
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).isEqualTo(folder.resolve("none.json") + ": no such file" + System.lineSeparator());
    }

    @Test
    void printsEachSettingWithItsOrigin() throws IOException {
        // given
        String main = write("rollcall.json", """
                {"include": ["d/a.json"],
                 "http": {"port": "${file:port}"}}
                """);
        String more = write("d/a.json", "{\"packages\": [{\"name\": \"x\", \"command\": \"x -v\"}]}");
        write("port", "4711");

        // when: settings on both sides of the word
        Result result =
                CommandRig.run("--set", "collect.every=9s", "config", "--conf", main, "--set", "metrics.entries=5");

        // then
        assertThat(result.exit()).isZero();
        assertThat(result.outLines().stream().map(line -> line.replaceAll(" +\\(", " (")))
                .hasSizeGreaterThan(30)
                .startsWith("http.host = \"127.0.0.1\" (default)")
                .contains(
                        "http.port = \"${file:port}\" (" + main + ":2:19, file port)",
                        "collect.every = \"9s\" (--set)",
                        "metrics.entries = 5 (--set)")
                .endsWith("packages.0 = {\"name\":\"x\",\"command\":\"x -v\"} (" + more + ":1:15)");
        assertThat(result.out()).doesNotContain("4711");
    }

    @Test
    void printsAFileThatMeansTheSame() throws IOException {
        // given
        String main = write("rollcall.json", "{\"include\": [\"d/a.json\"], \"history\": {\"file\": null}}");
        write(
                "d/a.json",
                "{\"http\": {\"tls\": {\"certificate\": \"${file:name}\", \"key\": \"k\"}, \"management\": {}}}");
        write("d/name", "c.pem");

        // when
        Result result = CommandRig.run("config", "--conf", main, "--as-file");
        Path other = Files.createDirectories(folder.resolve("other")).resolve("c.json");
        Files.writeString(other, result.out());

        // then
        assertThat(new JsonObject(result.out()).getJsonObject("http").getJsonObject("management"))
                .isEqualTo(new JsonObject().put("host", "127.0.0.1").put("port", 9080));
        assertThat(CommandRig.run("check", other.toString()).exit()).isZero();
        assertThat(CommandRig.run("config", "--conf", other.toString(), "--as-file")
                        .out())
                .isEqualTo(result.out());
    }

    @Test
    void givesAScriptValuesAndOriginsByPointer() throws IOException {
        String main = write("rollcall.json", "{\"http\": {\"port\": 81}}");
        JsonObject values = new JsonObject(
                CommandRig.run("config", "--conf", main, "--json").out());
        assertThat(values.getJsonObject("/http/port"))
                .isEqualTo(new JsonObject().put("value", 81).put("origin", main + ":1:19"));
        assertThat(values.getJsonObject("/packages"))
                .isEqualTo(new JsonObject().put("value", new JsonArray()).put("origin", "default"));
    }

    private String write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }
}
