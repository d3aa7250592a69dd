package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.Status;
import dev.rollcall.testing.Descriptors;
import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.SseSocket;
import dev.rollcall.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A command gets none of our descriptors: neither a client's stream, nor the door, nor the file of the history. */
@EnabledOnOs(OS.LINUX)
class NothingInheritedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** A line of {@code ls -l}: the descriptor, and what it is. */
    private static final Pattern DESCRIPTOR = Pattern.compile("(?m) (\\d+) -> (.+)$");

    @TempDir
    Path folder;

    @Test
    void givesACommandNothingButItsOwnThreeDescriptorsWhileStreamsAreOpen() throws Exception {
        // given
        Path go = folder.resolve("go");
        Path seen = folder.resolve("seen");
        String command = "test -e %s && ls -l /proc/self/fd > %s && echo fds 2.0 || echo fds 1.0".formatted(go, seen);
        String json = """
                { "collect": { "discover": false, "every": "200ms" }, "history": { "file": "%s" },
                  "packages": [ { "name": "fds", "command": ["sh", "-c", "%s"] } ] }
                """.formatted(folder.resolve("history.db"), command);
        try (TestServer server = new TestServer(json)) {
            for (int i = 0; i < 10; i++) {
                SseSocket.open(server.address(), "/events").next("versions");
            }
            assertThat(Descriptors.sockets()).isGreaterThan(10);

            // when
            Files.createFile(go);
            assertThat(Eventually.holds(
                            PATIENCE,
                            () -> server.rollcall().snapshot().entries().stream()
                                    .anyMatch(entry -> entry.status() == Status.OK && "2.0".equals(entry.version()))))
                    .isTrue();
        }

        // then: the three it was given, and the folder that ls reads
        List<MatchResult> open =
                DESCRIPTOR.matcher(Files.readString(seen)).results().toList();
        assertThat(open).extracting(each -> each.group(1)).containsExactlyInAnyOrder("0", "1", "2", "3");
        assertThat(open)
                .extracting(each -> each.group(2))
                .noneMatch(what -> what.contains("socket:") || what.contains("anon_inode") || what.contains(".db"))
                .contains("/dev/null", seen.toString());
    }
}
