package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Descriptors;
import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.ManyClients;
import dev.rollcall.testing.SseSocket;
import dev.rollcall.testing.TestServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A thousand clients in processes of their own, ended by SIGKILL while they are connected. */
class KilledClientsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ROUNDS = 5;
    private static final int STREAMS_EACH = 100;

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer("""
                { "stream": { "time": "100ms" }, "collect": { "every": "200ms", "discover": false },
                  "packages": [ { "name": "clock", "command": ["date", "+v%s.%N"] } ] }
                """);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aThousandKilledClientsLeaveNoClientNoDescriptorAndNoProcess() throws Exception {
        // given
        SseSocket.open(server.address(), "/events").close();
        assertThat(clientsBecome(0)).isTrue();
        long socketsBefore = Descriptors.sockets();

        // when
        for (int round = 0; round < ROUNDS; round++) {
            List<Process> clients = List.of(
                    ManyClients.start(server.address(), STREAMS_EACH),
                    ManyClients.start(server.address(), STREAMS_EACH));
            assertThat(server.rollcall().clients()).isEqualTo(2 * STREAMS_EACH);
            clients.forEach(Process::destroyForcibly);
            for (Process client : clients) {
                client.onExit().get();
            }
            assertThat(clientsBecome(0)).as("clients after kill").isTrue();
        }

        // then
        assertThat(Eventually.holds(PATIENCE, () -> Descriptors.sockets() <= socketsBefore))
                .as("descriptors")
                .isTrue();
        server.stop();
        assertThat(ProcessHandle.current().children()).as("children").isEmpty();
    }

    private boolean clientsBecome(int count) {
        return Eventually.holds(PATIENCE, () -> server.rollcall().clients() == count);
    }
}
