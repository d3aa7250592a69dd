package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.JarProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The finished jar, whose configuration an operator edits. */
@Timeout(120)
class ReloadIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** What people are promised, and some more for a machine that does other things too. */
    private static final Duration NOTICED = Duration.ofSeconds(6);

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private Path conf;
    private JarProcess rollcall;
    private URI address;

    @BeforeEach
    void start() throws IOException {
        conf = folder.resolve("rollcall.json");
        write("1m", "shop", "1.0");
        rollcall = JarProcess.start(folder, "--conf", conf.toString(), "--port", "0");
        address = rollcall.address();
        await(PATIENCE, () -> "1.0".equals(version("shop")));
    }

    @AfterEach
    void stop() throws IOException {
        rollcall.close();
    }

    @Test
    void takesAnEditAndTellsOfOneThatCannotBeUsedUntilItIsMended() throws Exception {
        // when
        write("1m", "store", "2.0");

        // then
        await(NOTICED, () -> "2.0".equals(version("store")) && version("shop") == null);
        assertThat(notices()).isEmpty();

        // when
        write("1 minute", "never", "3.0");

        // then
        await(NOTICED, () -> !notices().isEmpty());
        String problem = notices().getJsonObject(0).getJsonArray("details").getString(0);
        assertThat(problem)
                .startsWith(conf + ": /collect/every (line 1, column ")
                .contains("found \"1 minute\"");
        // What is served may be there before its line in the log.
        await(NOTICED, () -> stderr().contains(problem));
        HttpResponse<String> ready = get("health/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).contains("\"state\":\"refused\"");
        assertThat(get("metrics").body())
                .contains("rollcall_config_valid 0.0", "rollcall_config_reloads_total{result=\"refused\"} 1.0");
        assertThat(version("store")).isEqualTo("2.0");
        assertThat(version("never")).isNull();

        // when
        write("1m", "mended", "4.0");

        // then
        await(NOTICED, () -> "4.0".equals(version("mended")));
        assertThat(notices()).isEmpty();
        assertThat(get("metrics").body()).contains("rollcall_config_valid 1.0");
    }

    @Test
    void readsItsFilesAgainOnSighupAndGoesOn() throws Exception {
        // when
        new ProcessBuilder("kill", "-HUP", Long.toString(rollcall.process().pid()))
                .start()
                .waitFor(10, TimeUnit.SECONDS);

        // then
        await(NOTICED, () -> stderr().contains("configuration applied"));
        assertThat(rollcall.process().isAlive()).isTrue();
        assertThat(version("shop")).isEqualTo("1.0");
    }

    @Test
    void isNotEndedByASighupBeforeItHasStarted() throws Exception {
        // given: it waits for its configuration
        try (JarProcess starting = JarProcess.start(folder, "--conf", "/dev/stdin", "--port", "0")) {
            Path opened = Path.of("/proc/" + starting.process().pid() + "/fd");
            await(PATIENCE, () -> timesOpen(opened) > 1);

            // when
            new ProcessBuilder("kill", "-HUP", Long.toString(starting.process().pid()))
                    .start()
                    .waitFor(10, TimeUnit.SECONDS);
            try (Writer stdin = starting.process().outputWriter()) {
                stdin.write(Files.readString(conf));
            }

            // then
            assertThat(starting.address()).isNotNull();
        }
    }

    /** How many descriptors of a process are its standard input. */
    private static long timesOpen(Path descriptors) {
        try (Stream<Path> all = Files.list(descriptors)) {
            String stdin = Files.readSymbolicLink(descriptors.resolve("0")).toString();
            return all.filter(one -> stdin.equals(target(one))).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    @Test
    void saysWhatWaitsForARestart() throws Exception {
        // when
        Files.writeString(conf, Files.readString(conf).replaceFirst("\\{", "{\"stream\": {\"direct\": false},"));

        // then
        await(NOTICED, () -> !notices().isEmpty());
        assertThat(notices().getJsonObject(0).getString("about")).isEqualTo("restart");
        assertThat(notices().getJsonObject(0).getJsonArray("details")).containsExactly("/stream/direct");
        await(NOTICED, () -> stderr().contains("settings=/stream/direct"));
    }

    private void write(String every, String name, String version) throws IOException {
        Files.writeString(conf, """
                { "collect": { "discover": false, "every": "%s" }, "history": { "file": null },
                  "packages": [{ "name": "%s", "command": ["echo", "%s %s"] }] }
                """.formatted(every, name, name, version));
    }

    private String version(String name) {
        return new JsonObject(get("api/versions").body())
                .getJsonArray("entries").stream()
                        .map(JsonObject.class::cast)
                        .filter(entry -> entry.getString("package").equals(name))
                        .findFirst()
                        .map(entry -> entry.getString("version"))
                        .orElse(null);
    }

    private JsonArray notices() {
        return new JsonObject(get("api/notices").body()).getJsonArray("notices");
    }

    private HttpResponse<String> get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).build();
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String stderr() {
        try {
            return rollcall.stderr();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Duration patience, BooleanSupplier condition) {
        assertThat(Eventually.holds(patience, condition)).isTrue();
    }
}
