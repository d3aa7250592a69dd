package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Script;
import dev.rollcall.testing.SseSocket;
import dev.rollcall.testing.SseSocket.Event;
import dev.rollcall.testing.TestServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stream as a client on a bare socket sees it, with real commands behind it. */
class EventsTest {
    @TempDir
    Path folder;

    private Script shop;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        shop = Script.in(folder, "shop", "echo shop 4.2.0");
        Script.in(folder, "till", "echo till 1.0");
        server = new TestServer(config("\"time\": \"200ms\""));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void answersWithTheHeadersOfAnEventStream() throws Exception {
        try (SseSocket client = SseSocket.open(server.address(), "/events")) {
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.headers())
                    .containsEntry("content-type", "text/event-stream")
                    .containsEntry("cache-control", "no-store, no-transform")
                    .containsEntry("x-accel-buffering", "no");
            client.next("versions");
            assertThat(client.retry())
                    .hasValueSatisfying(
                            pause -> assertThat(pause).isBetween(Duration.ofMillis(2_500), Duration.ofMillis(7_500)));
        }
    }

    @Test
    void bringsANewVersionToAnOpenStreamWithinTheInterval() throws Exception {
        try (SseSocket client = openWithBothPackages("/events")) {
            // when
            shop.replace("echo shop 4.3.0-rc1");

            // then
            JsonObject change = json(client.next("change"));
            JsonObject entry = change.getJsonArray("entries").getJsonObject(0);
            assertThat(entry.getString("package")).isEqualTo("shop");
            assertThat(entry.getString("version")).isEqualTo("4.3.0-rc1");
            assertThat(entry.getString("previous")).isEqualTo("4.2.0");
            assertThat(entry.getString("status")).isEqualTo("ok");
            assertThat(change.getJsonArray("entries")).hasSize(1);
            assertThat(entry.getLong("seq")).isEqualTo(change.getLong("seq"));
        }
    }

    @Test
    void keepsTheLastGoodVersionOfAProgramThatBreaks() throws Exception {
        try (SseSocket client = openWithBothPackages("/events")) {
            // when
            shop.replace("echo cannot open database >&2; exit 3");

            // then
            JsonObject entry =
                    json(client.next("change")).getJsonArray("entries").getJsonObject(0);
            assertThat(entry.getString("version")).isEqualTo("4.2.0");
            assertThat(entry.getString("status")).isEqualTo("failed");
            assertThat(entry.getString("reason")).contains("exit code 3", "cannot open database", "since 20");
        }
    }

    @Test
    void tellsTheServersTimeAtItsOwnPaceOnTheSameConnection() throws Exception {
        try (SseSocket client = SseSocket.open(server.address(), "/events")) {
            Event joined = client.next("time");
            // One may be due in the very millisecond of joining.
            Event first = client.next("time");
            Event second = client.next("time");

            assertThat(json(first).getLong("epochMillis"))
                    .isGreaterThanOrEqualTo(json(joined).getLong("epochMillis"));
            assertThat(json(second).getLong("epochMillis"))
                    .isGreaterThan(json(first).getLong("epochMillis"));
            assertThat(Instant.parse(json(second).getString("time")))
                    .isBetween(Instant.now().minusSeconds(5), Instant.now().plusSeconds(1));
        }
    }

    @Test
    void sendsACommentWhenNothingElseIsSent() throws Exception {
        // given
        server.close();
        server = new TestServer(config("\"time\": \"1h\", \"heartbeat\": \"100ms\""));

        try (SseSocket client = openWithBothPackages("/events")) {
            // then
            client.nextComment();
            client.nextComment();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"header", "query"})
    void bringsAClientThatComesBackLevelWithOneChange(String how) throws Exception {
        // given
        String seen;
        try (SseSocket client = openWithBothPackages("/events")) {
            client.next("time");
            seen = client.next("time").id();
        }
        try (SseSocket other = openWithBothPackages("/events")) {
            shop.replace("echo shop 4.2.1");
            other.next("change");
        }

        // when
        try (SseSocket back = "header".equals(how)
                ? SseSocket.open(server.address(), "/events", "Last-Event-ID: " + seen)
                : SseSocket.open(server.address(), "/events?lastEventId=" + seen)) {
            Event first = back.next();

            // then
            assertThat(first.name()).isEqualTo("change");
            assertThat(json(first).getJsonArray("entries")).hasSize(1);
            assertThat(first.data()).contains("4.2.1").doesNotContain("till");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "x", "otherepoch-1", "%00-1", "a-99999999999999999999", "-1", "a--1", "🐘-1", "a-1-1"})
    void givesEverythingToAClientWithAnIdThatMeansNothingHere(String id) throws Exception {
        try (SseSocket client = SseSocket.open(server.address(), "/events", "Last-Event-ID: " + id)) {
            assertThat(client.next().name()).isEqualTo("versions");
        }
    }

    @Test
    void givesEverythingToAClientFromTheFutureOfThisEpoch() throws Exception {
        String id;
        try (SseSocket client = SseSocket.open(server.address(), "/events")) {
            id = client.next("versions").id();
        }
        String future = id.substring(0, id.lastIndexOf('-')) + "-999999";

        try (SseSocket client = SseSocket.open(server.address(), "/events", "Last-Event-ID: " + future)) {
            assertThat(client.next().name()).isEqualTo("versions");
        }
    }

    @Test
    void sendsEverythingOnEachChangeWithDeltasOff() throws Exception {
        try (SseSocket client = openWithBothPackages("/events?deltas=off")) {
            // when
            shop.replace("echo shop 4.2.1");

            // then
            Event event = client.next("versions");
            assertThat(event.data()).contains("4.2.1", "till");
        }
    }

    @Test
    void refusesAnotherValueForDeltasAndNamesTheParameter() throws Exception {
        try (SseSocket client = SseSocket.open(server.address(), "/events?deltas=maybe")) {
            assertThat(client.status()).isEqualTo(400);
            assertThat(client.headers()).containsEntry("content-type", "application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deltas=%zz", "deltas=%", "x=%u1234"})
    void refusesAQueryThatCannotBeDecoded(String query) throws Exception {
        try (SseSocket client = SseSocket.open(server.address(), "/events?" + query)) {
            assertThat(client.status()).isEqualTo(400);
            assertThat(client.headers()).containsEntry("content-type", "application/problem+json");
        }
    }

    @Test
    void sendsTheClientThatIsOneTooManyAwayWithStatus200() throws Exception {
        // given
        server.close();
        server = new TestServer(config("\"clients\": 1"));
        try (SseSocket first = SseSocket.open(server.address(), "/events");
                SseSocket second = SseSocket.open(server.address(), "/events")) {
            first.next("versions");

            // when
            Event bye = second.next();

            // then
            assertThat(second.status()).isEqualTo(200);
            assertThat(bye.name()).isEqualTo("bye");
            assertThat(json(bye).getString("reason")).isEqualTo("busy");
            assertThat(second.retry().orElseThrow().toMillis())
                    .isEqualTo(json(bye).getLong("retryMillis"));
            second.readToEnd();
        }
    }

    /** A stream on which both packages have been told, whether in the first event or in those behind it. */
    private SseSocket openWithBothPackages(String path) throws IOException {
        SseSocket client = SseSocket.open(server.address(), path);
        JsonArray known = json(client.next("versions")).getJsonArray("entries");
        while (known.size() < 2) {
            known.addAll(json(client.next()).getJsonArray("entries", new JsonArray()));
        }
        return client;
    }

    private String config(String stream) {
        return """
               { "stream": { %s }, "collect": { "every": "200ms", "discover": false },
                 "packages": [ { "name": "shop", "command": "%s/shop" }, { "name": "till", "command": "%s/till" } ] }
               """.formatted(stream, folder, folder);
    }

    private static JsonObject json(Event event) {
        return new JsonObject(event.data());
    }
}
