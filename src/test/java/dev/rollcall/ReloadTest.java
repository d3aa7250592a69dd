package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.ConfigSource;
import dev.rollcall.config.ConfigState.Refused;
import dev.rollcall.config.Loaded;
import dev.rollcall.testing.EventStreamParser.Dispatched;
import dev.rollcall.testing.ModelBoard;
import dev.rollcall.testing.NioClients;
import dev.rollcall.testing.SseSocket;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The configuration is edited in every way there is, a hundred times, while very many look on. */
@Timeout(180)
class ReloadTest {
    private static final int EDITS = 100;
    private static final int CLIENTS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Ten times as often as people need, so that the test ends this hour; the finished jar is edited at its own pace. */
    private static final Duration LOOK = Duration.ofMillis(25);

    @TempDir
    Path folder;

    /** How a file comes to say something else. */
    private enum Way {
        /** As {@code echo … > file} does, also on a mount that tells of nothing: files are read, not watched. */
        IN_PLACE,
        /** As editors do. */
        RENAME,
        /** As Kubernetes does with a config map: the file is a link into a folder, which is a link that is switched. */
        LINKS,
        /** As in place, but nobody looks: the server is told to. SIGHUP does so, as the finished jar is asked. */
        TOLD
    }

    @ParameterizedTest
    @EnumSource
    void takesOrRefusesEachEditWholeWhileAllStreamsStayOpen(Way way) throws Exception {
        // given
        Path file = prepare(way);
        Vertx vertx = Transport.vertx();
        ConfigSource source = ConfigSource.file(file, Set.of());
        Loaded first = source.read();
        Rollcall rollcall = Rollcall.start(vertx, first.config(), Map.of("PATH", "/usr/bin:/bin"), Clock.systemUTC())
                .await(20, TimeUnit.SECONDS);
        try (NioClients clients = new NioClients(rollcall.address())) {
            rollcall.follow(source, first.footprint(), way == Way.TOLD ? Duration.ofHours(1) : LOOK);
            clients.open(CLIENTS, PATIENCE);
            assertThat(clients.readUntil(() -> versions(rollcall).equals(expected(0)), PATIENCE))
                    .isTrue();

            // when
            for (int i = 1; i <= EDITS; i++) {
                edit(file, way, i);
                if (way == Way.TOLD) {
                    rollcall.reload();
                }
                // then
                int edit = i;
                Map<String, String> expected = expected(i);
                boolean settled = clients.readUntil(
                        () -> isTold(rollcall, edit) && versions(rollcall).equals(expected), PATIENCE);
                assertThat(settled)
                        .as("edit %s: %s instead of %s, %s", i, versions(rollcall), expected, rollcall.configuration())
                        .isTrue();
            }

            // then
            String state = text(rollcall);
            String last = "id: " + rollcall.snapshot().cursor();
            clients.readUntil(
                    () -> clients.all().stream().allMatch(one -> one.text().contains(last)), PATIENCE);
            assertThat(clients.closed()).isZero();
            assertThat(clients.all()).hasSize(CLIENTS).allSatisfy(client -> {
                List<Dispatched> events = client.events();
                assertThat(events)
                        .filteredOn(event -> event.type().equals("versions"))
                        .hasSize(1);
                assertThat(board(events).text()).isEqualTo(state);
                assertThat(client.text()).doesNotContain("half-an-edit");
            });
        } finally {
            rollcall.stop().eventually(vertx::close).await(20, TimeUnit.SECONDS);
        }
    }

    /** Every third edit is broken, and what is right in it must not be seen by anybody. */
    private static boolean isBroken(int edit) {
        return edit % 3 == 2;
    }

    /** One package whose version is the edit, and one that comes and goes. */
    private static String config(int edit) {
        String packages = "{ \"name\": \"edited\", \"command\": [\"echo\", \"edited 1.%s\"] }".formatted(edit)
                + ", { \"name\": \"guest-%s\", \"command\": [\"echo\", \"guest 1.0\"] }".formatted(edit % 2)
                + (isBroken(edit)
                        ? ", { \"name\": \"half-an-edit\", \"command\": [\"echo\", \"1.0\"] }, { \"name\": \"" + edit
                                + "\" }"
                        : "");
        return """
                { "http": { "port": 0 }, "stream": { "time": "1h", "heartbeat": "1h" }, "history": { "file": null },
                  "collect": { "discover": false, "watch": false, "every": "7d", "host": "here" },
                  "packages": [%s] }
                """.formatted(packages);
    }

    private static Map<String, String> expected(int edit) {
        int good = isBroken(edit) ? edit - 1 : edit;
        return Map.of("edited", "1." + good, "guest-" + good % 2, "1.0");
    }

    private static boolean isTold(Rollcall rollcall, int edit) {
        boolean refused = rollcall.configuration() instanceof Refused refusal
                && refusal.problems().toString().contains('"' + Integer.toString(edit) + '"');
        return refused == isBroken(edit);
    }

    private static Map<String, String> versions(Rollcall rollcall) {
        return rollcall.snapshot().entries().stream()
                .collect(Collectors.toMap(
                        entry -> entry.key().packageName(),
                        entry -> String.valueOf(entry.version()),
                        (a, b) -> a,
                        TreeMap::new));
    }

    private Path prepare(Way way) throws IOException {
        Path file = folder.resolve("rollcall.json");
        if (way == Way.LINKS) {
            edit(file, way, 0);
            Files.createSymbolicLink(file, Path.of("..data", "rollcall.json"));
        } else {
            Files.writeString(file, config(0));
        }
        return file;
    }

    private void edit(Path file, Way way, int edit) throws IOException {
        switch (way) {
            case IN_PLACE, TOLD -> Files.writeString(file, config(edit));
            case RENAME -> {
                Path other = Files.writeString(folder.resolve("rollcall.json.new"), config(edit));
                Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
            }
            case LINKS -> {
                Path data = Files.createDirectory(folder.resolve("..version-" + edit));
                Files.writeString(data.resolve("rollcall.json"), config(edit));
                Path link = Files.createSymbolicLink(folder.resolve("..data.new"), data.getFileName());
                Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static ModelBoard board(List<Dispatched> events) {
        ModelBoard board = new ModelBoard();
        events.forEach(event -> board.hear(new SseSocket.Event(event.type(), event.lastEventId(), event.data())));
        return board;
    }

    private static String text(Rollcall rollcall) throws IOException {
        try (SseSocket late = SseSocket.open(rollcall.address(), "/events")) {
            ModelBoard board = new ModelBoard();
            board.hear(late.next("versions"));
            assertThat(board.entries()).hasSameSizeAs(rollcall.snapshot().entries());
            return board.text();
        }
    }
}
