package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.Exposition;
import dev.rollcall.testing.JarProcess;
import dev.rollcall.testing.SseSocket;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jar as users run it: its words, its exit codes, its end. */
class JarIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void runsFromAnyFolderWithThePageInsideAndSaysOneLineOnStandardOutput() throws Exception {
        // given: folders that are named as those inside the jar
        Files.createDirectories(folder.resolve("web"));
        Files.writeString(folder.resolve("web/index.html"), "not ours");

        try (JarProcess rollcall = JarProcess.start(folder, "--port", "0")) {
            URI address = rollcall.address();

            assertThat(get(address)).contains("<rollcall-entries>").doesNotContain("not ours");
            assertThat(get(address.resolve("schema/config.json"))).contains("\"$schema\"");
            assertThat(get(address.resolve("health/ready"))).contains("UP");
            assertThat(rollcall.stderr()).contains("started address=" + address);

            assertThat(rollcall.terminate(5)).isZero();
            assertThat(rollcall.restOfStdout()).isEmpty();
        }
    }

    @Test
    void logsInJsonWhenTold() throws Exception {
        // The environment says it commonly; a property is the same to the log.
        try (JarProcess rollcall =
                JarProcess.start(folder, List.of("-DROLLCALL_LOG_FORMAT=json"), List.of("--port", "0"))) {
            URI address = rollcall.address();

            rollcall.terminate(5);

            assertThat(rollcall.stderr().lines().map(JsonObject::new))
                    .allSatisfy(line ->
                            assertThat(Instant.parse(line.getString("time"))).isBeforeOrEqualTo(Instant.now()))
                    .anySatisfy(line -> {
                        assertThat(line.getString("level")).isEqualTo("INFO");
                        assertThat(line.getString("message")).startsWith("started address=");
                        assertThat(line.getJsonObject("fields").getString("address"))
                                .isEqualTo(address.toString());
                    });
        }
    }

    @Test
    void tellsItsVersionAndItsJvmAmongItsMetrics() throws Exception {
        try (JarProcess rollcall = JarProcess.start(folder, "--port", "0")) {
            Exposition told = new Exposition(get(rollcall.address().resolve("metrics")));

            assertThat(told.samples())
                    .anyMatch(sample -> sample.matches("rollcall_build_info\\{java=\"[^\"]+\",version=\"\\d[^\"]*\"}"));
            assertThat(told.value("rollcall_blocked_threads_total{kind=\"worker\"}"))
                    .isZero();
            assertThat(told.value("process_cpu_seconds_total")).isPositive();
            assertThat(told.types()).containsKeys("jvm_memory_used_bytes", "vertx_pool_queue_pending");
        }
    }

    @Test
    void usesTheConfigurationOfTheFolderWhenThereIsOne() throws Exception {
        // given
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/rollcall.json"), """
                { "http": { "port": 0 }, "collect": { "discover": false, "host": "here" },
                  "packages": [ { "name": "mine", "command": ["echo", "mine 1.2.3"] } ] }
                """);

        try (JarProcess rollcall = JarProcess.start(folder, "serve")) {
            URI versions = rollcall.address().resolve("api/versions");

            assertThat(Eventually.holds(PATIENCE, () -> get(versions).contains("\"version\":\"1.2.3\"")))
                    .isTrue();
            assertThat(get(versions)).contains("\"host\":\"here\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"--port 0 --conf c.json serve", "serve --port 0 --conf c.json", "--conf c.json serve --port 0"})
    void takesOptionsOnBothSidesOfTheCommand(String arguments) throws Exception {
        Files.writeString(
                folder.resolve("c.json"),
                "{ \"collect\": { \"discover\": false, \"host\": \"mine\" },"
                        + " \"packages\": [ { \"name\": \"one\", \"command\": [\"echo\", \"one 1.1\"] } ] }");

        try (JarProcess rollcall = JarProcess.start(folder, arguments.split(" "))) {
            URI versions = rollcall.address().resolve("api/versions");

            assertThat(Eventually.holds(PATIENCE, () -> get(versions).contains("\"host\":\"mine\"")))
                    .isTrue();
        }
    }

    @Test
    void onSigtermSaysByeEndsChildrenAndExitsWith0Within5Seconds() throws Exception {
        // given
        Path conf = Files.writeString(folder.resolve("c.json"), """
                { "collect": { "discover": false, "timeout": "5m" },
                  "packages": [ { "name": "slow", "command": ["sh", "-c", "sleep 300 & sleep 300"] } ] }
                """);
        try (JarProcess rollcall = JarProcess.start(folder, "--conf", conf.toString(), "--port", "0")) {
            URI address = rollcall.address();
            List<SseSocket> clients = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                SseSocket client = SseSocket.open(address, "/events");
                client.next("versions");
                clients.add(client);
            }
            assertThat(Eventually.holds(
                            PATIENCE, () -> rollcall.process().descendants().count() == 3))
                    .isTrue();
            List<ProcessHandle> children = rollcall.process().descendants().toList();

            // when
            int exit = rollcall.terminate(5);

            // then
            assertThat(exit).isZero();
            for (SseSocket client : clients) {
                assertThat(client.next("bye").data()).contains("shutdown");
                client.readToEnd();
            }
            assertThat(Eventually.holds(PATIENCE, () -> children.stream().noneMatch(ProcessHandle::isAlive)))
                    .isTrue();
        }
    }

    @Test
    void leavesNoCommandBehindWhenItIsToldToEndAsTheFirstOneRuns() throws Exception {
        // given
        Path conf = Files.writeString(folder.resolve("c.json"), """
                { "collect": { "discover": false, "timeout": "5m" }, "history": { "file": null },
                  "packages": [ { "name": "slow", "command": ["sleep", "300"] } ] }
                """);
        for (int i = 0; i < 4; i++) {
            try (JarProcess rollcall = JarProcess.start(folder, "--conf", conf.toString(), "--port", "0")) {
                List<ProcessHandle> children = List.of();
                for (long end = System.nanoTime() + PATIENCE.toNanos();
                        children.isEmpty() && System.nanoTime() < end; ) {
                    children = rollcall.process().descendants().toList();
                }

                // when
                int exit = rollcall.terminate(5);

                // then
                assertThat(children).isNotEmpty();
                assertThat(children).noneMatch(ProcessHandle::isAlive);
                assertThat(exit).isZero();
            }
        }
    }

    @Test
    void aPortInUseIsOneClearLineAndExitCode1() throws Exception {
        try (JarProcess first = JarProcess.start(folder, "--port", "0")) {
            String port = Integer.toString(first.address().getPort());
            // In a folder of its own: in this one, the file of the history is in use too, which the log says first.
            Path another = Files.createDirectory(folder.resolve("another"));
            try (JarProcess second = JarProcess.start(another, "--port", port)) {
                assertThat(second.exit(20)).isEqualTo(1);
                assertThat(second.stderr().lines())
                        .containsExactly("rollcall: cannot listen on 127.0.0.1 port " + port
                                + ": it is in use; choose another with --port N, or 0 for any free one");
                assertThat(second.restOfStdout()).isEmpty();
            }
        }
    }

    @Test
    void aBrokenConfigurationIsEveryErrorAtOnceAndExitCode2() throws Exception {
        Path conf = Files.writeString(folder.resolve("c.json"), """
                { "http": { "port": 99999 },
                  "stream": { "time": "5 apples" },
                  "packages": [ { "name": "a", "command": [] }, "no-such-package" ] }
                """);

        try (JarProcess rollcall = JarProcess.start(folder, "--conf", conf.toString())) {
            assertThat(rollcall.exit(20)).isEqualTo(2);
            assertThat(rollcall.stderr())
                    .contains(
                            "c.json: 4 problems",
                            "/http/port (line 1, column 21): found 99999; must be from 0 to 65535")
                    .contains(
                            "/stream/time (line 2", "5 apples", "/packages/0/command", "/packages/1", "no-such-package")
                    .doesNotContain("Exception", "\tat ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--conf nowhere.json, 2, 'nowhere.json: no such file'",
        "--conf ., 2, cannot read the configuration: .: Is a directory",
        "--conf /dev/zero, 2, more than 1MiB",
        "--port 70000, 2, from 0 to 65535",
        "--port x, 2, --port",
        "--set collect.evry=1s, 2, 'did you mean \"every\"?'",
        "serve --set http.port=x, 2, '--set http.port: found \"x\"'",
        "--set, 2, KEY=VALUE",
        "--porf 1, 2, Unknown options",
        "fly, 2, fly",
    })
    void aWrongCommandLineIsExitCode2(String arguments, int exit, String says) throws Exception {
        try (JarProcess rollcall = JarProcess.start(folder, arguments.split(" "))) {
            assertThat(rollcall.exit(20)).isEqualTo(exit);
            assertThat(rollcall.stderr())
                    .startsWith("rollcall: ")
                    .contains(says)
                    .doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--help, --conf",
        "--version, Rollcall ",
        "serve --help, --port",
        "serve --version, Rollcall ",
        "history --help, --backup",
        "check --help, systemctl reload",
        "config --help, ${file:PATH}"
    })
    void explainsItself(String arguments, String says) throws Exception {
        try (JarProcess rollcall = JarProcess.start(folder, arguments.split(" "))) {
            assertThat(rollcall.restOfStdout()).contains(says);
            assertThat(rollcall.exit(20)).isZero();
            assertThat(rollcall.stderr()).isEmpty();
        }
    }

    private static String get(URI uri) {
        try {
            return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
