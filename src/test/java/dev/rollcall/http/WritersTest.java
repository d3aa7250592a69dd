package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.sse.SseStreams.Writer;
import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.SseSocket;
import dev.rollcall.testing.SseSocket.Event;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The two ways in which frames get to a client do the same, and each is used where it was asked for. */
class WritersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** The kernel gives a connection up when nothing was acknowledged for 20 s. */
    private static final Duration LESS_THAN_THE_KERNEL = Duration.ofSeconds(15);
    /** Some 150 KB for each change. */
    private static final int PACKAGES = 400;
    /** More than all buffers on the way to a client hold, by far. */
    private static final int CHANGES = 100;

    private static final int LEAVING = 200;

    private HttpRig rig;

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @ParameterizedTest
    @EnumSource
    void bringsChangesToAClientUntilItLeaves(Writer writer) throws Exception {
        // given
        start(writer);
        rig.found(1, "1.0");

        try (SseSocket client = SseSocket.open(rig.address(), "/events")) {
            // then
            assertThat(client.next("versions").data()).contains("\"1.0\"");
            client.next("time");
            assertThat(client.headers())
                    .containsEntry("content-type", "text/event-stream")
                    .containsEntry("transfer-encoding", "chunked");
            assertServedBy(writer);

            for (String version : new String[] {"1.1", "1.2"}) {
                // when
                rig.found(1, version);

                // then
                assertThat(client.next("change").data()).contains('"' + version + '"');
            }
        }
        assertThat(clientsBecome(0)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void bringsAClientLevelThatDidNotReadForAWhile(Writer writer) throws Exception {
        // given
        start(writer);
        rig.found(PACKAGES, "0");
        try (SseSocket slow = joined();
                SseSocket quick = joined()) {
            // when
            String last = "";
            for (int i = 1; i <= CHANGES; i++) {
                last = rig.found(PACKAGES, Integer.toString(i)).cursor().toString();
                assertThat(quick.next("change").id()).isEqualTo(last);
            }

            // then
            Map<String, String> versions = new HashMap<>();
            int events = 0;
            for (String id = ""; !id.equals(last); events++) {
                Event change = slow.next("change");
                id = change.id();
                put(change, versions);
            }
            assertThat(events).isLessThan(CHANGES);
            assertThat(versions).hasSize(PACKAGES);
            assertThat(versions.values()).containsOnly(Integer.toString(CHANGES));

            // when
            rig.found(1, "again");

            // then
            assertThat(new JsonObject(slow.next("change").data()).getJsonArray("entries"))
                    .hasSize(1);
            assertServedBy(writer);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cutsOffAClientThatReadsNothingForTooLong(Writer writer) throws Exception {
        // given
        start(writer, "1s");
        rig.found(PACKAGES, "0");
        try (SseSocket stuck = joined();
                SseSocket well = joined()) {
            // when
            long deadline = System.nanoTime() + LESS_THAN_THE_KERNEL.toNanos();
            for (int i = 1; rig.clients() > 1 && System.nanoTime() < deadline; i++) {
                rig.found(PACKAGES, Integer.toString(i));
                well.next("change");
            }

            // then
            assertThat(rig.clients()).isEqualTo(1);
            assertThatThrownBy(stuck::readToEnd).isInstanceOf(IOException.class);
            rig.found(1, "last");
            assertThat(well.next("change").data()).contains("\"last\"");
            assertServedBy(writer);
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysFarewellAndEndsTheResponseWhenTheServerStops(Writer writer) throws Exception {
        // given
        start(writer);
        rig.found(1, "1.0");
        try (SseSocket client = joined()) {
            // when
            rig.stop();

            // then
            assertThat(client.next("bye").data()).contains("shutdown");
            assertThat(client.retry().orElseThrow()).isPositive();
            client.readToEnd();
            assertServedBy(writer);
        }
    }

    @ParameterizedTest
    @EnumSource
    void stopsInOrderThoughManyLeaveInThatMoment(Writer writer) throws Exception {
        // given
        start(writer);
        List<SseSocket> leaving = new ArrayList<>();
        for (int i = 0; i < LEAVING; i++) {
            leaving.add(joined());
        }
        try (SseSocket staying = joined()) {
            // when
            for (SseSocket client : leaving) {
                client.reset();
            }
            rig.stop();

            // then
            staying.next("bye");
            staying.readToEnd();
            assertThat(rig.clients()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void forgetsAClientThatResetsTheConnection(Writer writer) throws Exception {
        // given
        start(writer);
        SseSocket client = joined();
        assertThat(rig.clients()).isEqualTo(1);

        // when
        client.reset();

        // then
        assertThat(clientsBecome(0)).isTrue();
        assertServedBy(writer);
    }

    private SseSocket joined() throws IOException {
        SseSocket client = SseSocket.open(rig.address(), "/events");
        client.next("time");
        return client;
    }

    private void start(Writer writer) throws Exception {
        start(writer, "1h");
    }

    private void start(Writer writer, String lag) throws Exception {
        rig = new HttpRig("""
                { "stream": { "direct": %s, "time": "1h", "lag": "%s" } }
                """.formatted(writer == Writer.SOCKET, lag));
    }

    private void assertServedBy(Writer writer) {
        Writer other = writer == Writer.SOCKET ? Writer.RESPONSE : Writer.SOCKET;
        assertThat(rig.opened(writer)).as("streams by %s", writer).isPositive();
        assertThat(rig.opened(other)).as("streams by %s", other).isZero();
    }

    private boolean clientsBecome(int count) {
        return Eventually.holds(PATIENCE, () -> rig.clients() == count);
    }

    private static void put(Event change, Map<String, String> versions) {
        JsonArray entries = new JsonObject(change.data()).getJsonArray("entries");
        for (Object each : entries) {
            JsonObject entry = (JsonObject) each;
            versions.put(entry.getString("package"), entry.getString("version"));
        }
    }
}
