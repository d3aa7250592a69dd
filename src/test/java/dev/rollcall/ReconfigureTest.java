package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.ConfigState.Applied;
import dev.rollcall.config.Takeover;
import dev.rollcall.testing.SseSocket;
import dev.rollcall.testing.TestServer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is promised to change while the server runs is asked for when it is needed, and not remembered by anybody. */
@Timeout(60)
class ReconfigureTest {
    private static final String QUIET = "\"time\": \"1h\", \"heartbeat\": \"1h\"";

    @Test
    void changesTheCadenceOfStreamsThatAreOpen() throws Exception {
        try (TestServer server = server(QUIET);
                SseSocket client = SseSocket.open(server.address(), "/events")) {
            // given
            client.next("versions");
            client.next("time");

            // when
            reconfigure(server, "\"time\": \"100ms\"");

            // then
            client.next("time");
            client.next("time");
        }
    }

    @Test
    void changesHowManyMayCome() throws Exception {
        try (TestServer server = server(QUIET);
                SseSocket client = SseSocket.open(server.address(), "/events")) {
            // given
            client.next("versions");

            // when
            reconfigure(server, QUIET + ", \"clients\": 1");

            // then
            try (SseSocket another = SseSocket.open(server.address(), "/events")) {
                assertThat(another.next("bye").data()).contains("\"busy\"");
            }

            // when
            reconfigure(server, QUIET + ", \"clients\": 2");

            // then
            try (SseSocket another = SseSocket.open(server.address(), "/events")) {
                another.next("versions");
            }
        }
    }

    @Test
    void changesWhetherStreamsAreCompressed() throws Exception {
        try (TestServer server = server(QUIET)) {
            // when
            reconfigure(server, QUIET + ", \"gzip\": false");

            // then
            try (SseSocket client = SseSocket.open(server.address(), "/events", "Accept-Encoding: gzip")) {
                assertThat(client.headers()).doesNotContainKey("content-encoding");
            }

            // when
            reconfigure(server, QUIET);

            // then
            try (SseSocket client = SseSocket.open(server.address(), "/events", "Accept-Encoding: gzip")) {
                assertThat(client.headers()).containsEntry("content-encoding", "gzip");
            }
        }
    }

    @Test
    void saysWhatWaits() throws Exception {
        try (TestServer server = server(QUIET)) {
            // when
            Takeover takeover = reconfigure(server, QUIET + ", \"direct\": false");

            // then
            assertThat(takeover.postponed()).containsExactly("/stream/direct");
            assertThat(server.rollcall().configuration())
                    .isInstanceOfSatisfying(
                            Applied.class,
                            applied -> assertThat(applied.postponed()).containsExactly("/stream/direct"));
        }
    }

    private static TestServer server(String stream) throws Exception {
        return new TestServer(json(stream));
    }

    private static Takeover reconfigure(TestServer server, String stream) throws Exception {
        String memory = json(stream).replace("\"http\"", "\"history\": {\"file\": null}, \"http\"");
        return server.rollcall()
                .reconfigure(new ConfigReader(name -> true).read("test", memory))
                .await(20, TimeUnit.SECONDS);
    }

    private static String json(String stream) {
        return "{\"http\": {\"port\": 0}, \"collect\": {\"discover\": false}, \"stream\": {" + stream + "}}";
    }
}
