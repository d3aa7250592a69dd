package dev.rollcall.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.JarProcess;
import dev.rollcall.testing.ModelBoard;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes with one file: one of them writes. */
@Timeout(120)
class StoreInUseIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void theSecondRollcallOnAFileIsLiveAndTakesOverWhenTheFirstOneEnds() throws Exception {
        // given
        Path version = Files.writeString(folder.resolve("it"), "1.0\n");
        Path conf = Files.writeString(folder.resolve("c.json"), """
                { "http": { "port": 0 }, "history": { "file": "data/rollcall.db" },
                  "collect": { "discover": false, "watch": false, "host": "h", "every": "100ms" },
                  "packages": [ { "name": "it", "command": ["cat", "%s"], "pattern": "(?<version>[0-9.]+)" } ] }
                """.formatted(version));
        try (JarProcess first = JarProcess.start(folder, "--conf", conf.toString())) {
            URI ofFirst = first.address();
            await(() -> shown(ofFirst).equals("1.0") && history(ofFirst).contains("recording"));
            String since = since(ofFirst);

            try (JarProcess second = JarProcess.start(folder, "--conf", conf.toString())) {
                URI ofSecond = second.address();

                // then
                String owner = "another Rollcall writes to it (process "
                        + first.process().pid() + ")";
                await(() -> history(ofSecond).contains(owner));
                await(() -> shown(ofSecond).equals("1.0"));
                assertThat(epoch(ofSecond)).isNotEqualTo(epoch(ofFirst));
                assertThat(history(ofFirst)).contains("recording");

                // when
                assertThat(first.terminate(5)).isZero();
                await(() -> history(ofSecond).contains("recording"));

                // then
                assertThat(since(ofSecond)).isEqualTo(since);
                Files.writeString(version, "1.1\n");
                await(() -> shown(ofSecond).equals("1.1"));
                assertThat(second.terminate(5)).isZero();
            }
        }
        StoreCopy store =
                StoreCopy.of(folder.resolve("data/rollcall.db"), Files.createDirectory(folder.resolve("copies")));
        assertThat(store.integrity()).isEqualTo("ok");
        assertThat(store.changes().values()).extracting(StoreCopy.Row::to).containsExactly("1.0", "1.1");
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) {
        assertThat(Eventually.holds(PATIENCE, condition::holds)).isTrue();
    }

    private static String shown(URI server) {
        return entries(server).getOrDefault("h/it", new JsonObject()).getString("version", "");
    }

    private static String since(URI server) {
        return entries(server).get("h/it").getString("since");
    }

    private static Map<String, JsonObject> entries(URI server) {
        return ModelBoard.of(get(server, "api/versions")).entries();
    }

    private static String epoch(URI server) {
        return new JsonObject(get(server, "api/versions")).getString("epoch");
    }

    private static String history(URI server) {
        return get(server, "health/ready");
    }

    private static String get(URI server, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(server.resolve(path)).build();
            return HTTP.send(request, BodyHandlers.ofString()).body();
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
