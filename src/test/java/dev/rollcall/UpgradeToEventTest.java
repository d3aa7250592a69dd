package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Script;
import dev.rollcall.testing.SseSocket;
import dev.rollcall.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** From an upgrade on the disk to an open event stream, through the whole server; prints how long it takes. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class UpgradeToEventTest {
    private static final int UPGRADES = 20;
    /** That it comes by the watch at all; how fast it comes is for people to read. */
    private static final Duration FUNCTIONAL_BOUND = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    /** Makes the version with this number the one that is installed. */
    private interface Upgrade {
        void to(int number) throws Exception;
    }

    @Test
    void streamsAnUpgradeLongBeforeTheScheduleWouldSeeIt() throws Exception {
        // given
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path alternatives = Files.createDirectory(folder.resolve("alternatives"));
        Script renamed = Script.in(bin, "renamed", "echo 0.0");
        Files.createSymbolicLink(
                alternatives.resolve("linked"),
                Script.in(folder, "linked0", "echo 0.0").path());
        Files.createSymbolicLink(bin.resolve("linked"), alternatives.resolve("linked"));
        for (int i = 1; i <= UPGRADES; i++) {
            Script.in(folder, "linked" + i, "echo " + i + ".0");
        }
        try (TestServer server = new TestServer("""
                { "collect": { "discover": false, "every": "1h" }, "history": { "file": "%2$s/history.db" },
                  "packages": [ { "name": "renamed", "command": "%1$s/renamed" },
                                { "name": "linked", "command": "%1$s/linked" } ] }
                """.formatted(bin, folder));
                SseSocket client = SseSocket.open(server.address(), "/events")) {
            Board board = new Board(client);
            board.await("renamed", "0.0");
            board.await("linked", "0.0");

            // when
            Duration[] rename = measured(board, "renamed", i -> renamed.replace("echo " + i + ".0"));
            Duration[] link = measured(board, "linked", i -> {
                Path next = Files.createSymbolicLink(alternatives.resolve("next"), folder.resolve("linked" + i));
                Files.move(next, alternatives.resolve("linked"), StandardCopyOption.ATOMIC_MOVE);
            });

            // then
            System.out.println("upgrade to event: rename " + summary(rename) + "; link " + summary(link));
            assertThat(rename).allSatisfy(took -> assertThat(took).isLessThan(FUNCTIONAL_BOUND));
            assertThat(link).allSatisfy(took -> assertThat(took).isLessThan(FUNCTIONAL_BOUND));
        }
    }

    private static Duration[] measured(Board board, String name, Upgrade upgrade) throws Exception {
        Duration[] took = new Duration[UPGRADES];
        for (int i = 1; i <= UPGRADES; i++) {
            long start = System.nanoTime();
            upgrade.to(i);
            board.await(name, i + ".0");
            took[i - 1] = Duration.ofNanos(System.nanoTime() - start);
        }
        return took;
    }

    /** The versions that the stream has told so far, by package: one event may tell of several. */
    private static final class Board {
        private static final Duration PATIENCE = Duration.ofSeconds(20);
        private final SseSocket client;
        private final Map<String, String> versions = new HashMap<>();

        Board(SseSocket client) {
            this.client = client;
        }

        void await(String name, String version) throws IOException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!version.equals(versions.get(name))) {
                // The clock's events go on though nothing changes, so that reading alone never runs out of time.
                assertThat(System.nanoTime())
                        .as(name + " " + version + ", but " + versions)
                        .isLessThan(deadline);
                SseSocket.Event event = client.next();
                if (!event.name().equals("time")) {
                    for (Object entry : new JsonObject(event.data()).getJsonArray("entries")) {
                        JsonObject one = (JsonObject) entry;
                        versions.put(one.getString("package"), one.getString("version"));
                    }
                }
            }
        }
    }

    private static String summary(Duration[] took) {
        Duration[] sorted = took.clone();
        Arrays.sort(sorted);
        return "min " + sorted[0].toMillis() + " ms, median " + sorted[sorted.length / 2].toMillis() + " ms, max "
                + sorted[sorted.length - 1].toMillis() + " ms";
    }
}
