package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.ErrorStrategy;
import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.StreamException;
import dev.rollcall.testing.EventStreamParser.Dispatched;
import dev.rollcall.testing.NastyPackages;
import dev.rollcall.testing.Recording;
import dev.rollcall.testing.Tee;
import dev.rollcall.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** LaunchDarkly's client, which shares no code with ours, hears what our parser of the standard reads. */
@Timeout(60)
class ThirdPartyClientTest {
    @TempDir
    Path folder;

    private NastyPackages packages;
    private TestServer server;
    private Tee tee;

    @BeforeEach
    void start() throws Exception {
        packages = new NastyPackages(folder);
        server = new TestServer(packages.config());
        tee = new Tee(server.address());
    }

    @AfterEach
    void stop() throws Exception {
        tee.close();
        server.close();
    }

    @Test
    void hearsEventByEventWhatOurParserReads() throws Exception {
        try (Recording parallel = NastyPackages.settled(server.address());
                EventSource client = client(ErrorStrategy.alwaysThrow())) {
            // given
            List<Dispatched> heard = new ArrayList<>(List.of(next(client), next(client)));
            CompletableFuture<Void> ended = CompletableFuture.runAsync(() -> untilTheEnd(client, heard));

            // when: changes, one by one, and the end of the server
            for (String version : NastyPackages.VERSIONS) {
                packages.change(version);
                parallel.until(events -> NastyPackages.board(events).hasVersion(version));
            }
            server.stop();
            parallel.toEnd();
            ended.get(10, TimeUnit.SECONDS);

            // then: the same as the very bytes that it was sent mean
            assertThat(heard)
                    .isEqualTo(
                            tee.exchanges("/events").get(0).response().events().events());
            assertThat(heard.get(0).type()).isEqualTo("versions");
            assertThat(heard).extracting(Dispatched::type).contains("time");
            assertThat(heard.get(heard.size() - 1).type()).isEqualTo("bye");
            assertThat(client.getLastEventId())
                    .isEqualTo(
                            tee.exchanges("/events").get(0).response().events().lastEventId());
            // then: the same changes as another connection was sent, as far as both lived
            int both =
                    Math.min(changes(heard).size(), changes(parallel.events()).size());
            assertThat(both).isGreaterThanOrEqualTo(NastyPackages.VERSIONS.size());
            assertThat(changes(heard).subList(0, both))
                    .isEqualTo(changes(parallel.events()).subList(0, both));
        }
    }

    @Test
    void comesBackWithItsLastEventIdAndHearsOfTheChangesBetween() throws Exception {
        try (Recording parallel = NastyPackages.settled(server.address());
                EventSource client = client(ErrorStrategy.alwaysContinue())) {
            // given
            String lastId = next(client).lastEventId();

            // when: it is cut off, and the version changes before it reads on and so comes back
            tee.cut();
            packages.change("8.0");
            parallel.until(events -> NastyPackages.board(events).hasVersion("8.0"));
            Dispatched first = next(client);
            while (first.type().equals("time") && tee.exchanges("/events").size() < 2) {
                // What it had received before it was cut off.
                first = next(client);
            }

            // then
            assertThat(first.type()).isEqualTo("change");
            JsonObject entry =
                    new JsonObject(first.data()).getJsonArray("entries").getJsonObject(0);
            assertThat(entry.getString("version")).isEqualTo("8.0");
            assertThat(tee.exchanges("/events").get(0).request()).doesNotContainIgnoringCase("Last-Event-ID");
            assertThat(tee.exchanges("/events").get(1).request()).containsIgnoringCase("Last-Event-ID: " + lastId);
        }
    }

    @Test
    void takesFromTheFarewellHowLongToWait() throws Exception {
        try (Recording parallel = NastyPackages.settled(server.address());
                EventSource client = client(ErrorStrategy.alwaysContinue())) {
            // given
            next(client);

            // when
            server.stop();
            Dispatched bye = next(client);
            while (!bye.type().equals("bye")) {
                bye = next(client);
            }
            parallel.toEnd();

            // then
            JsonObject data = new JsonObject(bye.data());
            assertThat(data.getString("reason")).isEqualTo("shutdown");
            assertThat(client.getBaseRetryDelayMillis()).isEqualTo(data.getLong("retryMillis"));
        }
    }

    private EventSource client(ErrorStrategy onError) {
        return new EventSource.Builder(
                        ConnectStrategy.http(tee.address().resolve("events")).readTimeout(10, TimeUnit.SECONDS))
                .errorStrategy(onError)
                .build();
    }

    private static void untilTheEnd(EventSource client, List<Dispatched> heard) {
        try {
            while (true) {
                heard.add(next(client));
            }
        } catch (StreamException end) {
            // The server has ended the stream.
        }
    }

    private static Dispatched next(EventSource client) throws StreamException {
        MessageEvent event = client.readMessage();
        return new Dispatched(event.getEventName(), event.getData(), Objects.toString(event.getLastEventId(), ""));
    }

    private static List<Dispatched> changes(List<Dispatched> events) {
        return events.stream().filter(event -> event.type().equals("change")).toList();
    }
}
