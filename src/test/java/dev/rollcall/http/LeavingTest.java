package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.Script;
import dev.rollcall.testing.SseSocket;
import dev.rollcall.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that leaves, in whichever way, is forgotten. */
class LeavingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PACKAGES = 200;
    private static final String PACKAGE =
            "{ \"name\": \"p%d\", \"command\": \"%s/busy\", \"pattern\": \"busy (?P<version>.*)\" }";

    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        // One command that prints something new each time, for many packages: a lot to tell at each change.
        Script.in(folder, "busy", "echo busy $(date +%s%N)");
        String packages = IntStream.range(0, PACKAGES)
                .mapToObj(i -> PACKAGE.formatted(i, folder))
                .collect(Collectors.joining(","));
        server = new TestServer("""
                { "http": { "sendBuffer": "4KiB" },
                  "stream": { "time": "100ms", "lag": "1s" },
                  "collect": { "every": "100ms", "discover": false },
                  "packages": [ %s ] }
                """.formatted(packages));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void forgetsAClientThatClosesItsConnection() throws Exception {
        SseSocket client = connected();

        client.close();

        assertThat(clientsBecome(0)).isTrue();
    }

    @Test
    void forgetsAClientThatResetsItsConnection() throws Exception {
        SseSocket client = connected();

        client.reset();

        assertThat(clientsBecome(0)).isTrue();
    }

    @Test
    void forgetsAClientThatClosesOnlyItsOwnDirection() throws Exception {
        try (SseSocket client = connected()) {
            client.socket().shutdownOutput();

            assertThat(clientsBecome(0)).isTrue();
        }
    }

    @Test
    void cutsOffAClientThatStopsReadingAndNobodyElse() throws Exception {
        try (SseSocket stuck = connected();
                SseSocket well = connected()) {
            assertThat(server.rollcall().clients()).isEqualTo(2);

            // The one reads, the other does not, until the server has had enough of it.
            while (server.rollcall().clients() > 1) {
                well.next();
            }

            well.next("time");
            well.next("change");
            assertThat(stuck.socket().isClosed()).isFalse();
        }
        assertThat(clientsBecome(0)).isTrue();
    }

    private SseSocket connected() throws Exception {
        SseSocket client = SseSocket.open(server.address(), "/events");
        client.next("versions");
        return client;
    }

    private boolean clientsBecome(int count) {
        return Eventually.holds(PATIENCE, () -> server.rollcall().clients() == count);
    }
}
