package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.EventStreamParser;
import dev.rollcall.testing.EventStreamParser.Dispatched;
import dev.rollcall.testing.NastyPackages;
import dev.rollcall.testing.RawResponse;
import dev.rollcall.testing.Recording;
import dev.rollcall.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of real answers, read with code that knows the standards and nothing of ours. */
class WireConformanceTest {
    private static final int[] PIECES = {1, 2, 3, 7, 64, Integer.MAX_VALUE};

    @TempDir
    Path folder;

    private NastyPackages packages;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        packages = new NastyPackages(folder);
        server = new TestServer(packages.config());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    /** With {@code gzip} the server may answer as it likes; the header says how, and the events are the same. */
    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip", "gzip, deflate, br, zstd", "gzip;q=0", "*"})
    void theBytesOfAStreamMeanTheStateInWhateverPiecesTheyCome(String acceptEncoding) throws Exception {
        try (Recording stream = open("Accept-Encoding: " + acceptEncoding)) {
            // given: changes on an open stream, one by one
            for (String version : NastyPackages.VERSIONS) {
                packages.change(version);
                stream.until(events -> NastyPackages.board(events).hasVersion(version));
            }
            JsonObject state = versions();

            // when
            server.stop();
            stream.toEnd();

            // then
            if (acceptEncoding.startsWith("identity") || acceptEncoding.endsWith("q=0")) {
                assertThat(stream.response().headers()).doesNotContainKey("content-encoding");
            }
            byte[] bytes = stream.bytes();
            for (int piece : PIECES) {
                RawResponse response = RawResponse.of(bytes, Math.min(piece, bytes.length));
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.headers()).containsEntry("content-type", "text/event-stream");
                assertThat(response.isComplete()).isTrue();
                EventStreamParser events = response.events();
                assertThat(NastyPackages.board(events.events())).isEqualTo(NastyPackages.board(state));
                assertThat(events.lastEventId()).isEqualTo(state.getString("epoch") + '-' + state.getInteger("seq"));
                JsonObject bye = new JsonObject(events.last("bye").orElseThrow().data());
                assertThat(events.retryMillis()).contains(BigInteger.valueOf(bye.getLong("retryMillis")));
                assertThat(events.events()).isEqualTo(stream.events());
            }
        }
    }

    @Test
    void labelsAndReasonsArriveAsTheConfigurationHasThem() throws Exception {
        try (Recording stream = open()) {
            assertThat(NastyPackages.board(stream.events()).texts("label")).containsAll(NastyPackages.LABELS);
            assertThat(NastyPackages.board(stream.events()).texts("reason"))
                    .anySatisfy(
                            reason -> assertThat(reason).startsWith(NastyPackages.PROGRAM + " does not exist (since "));
        }
    }

    @Test
    void eachEventIsOneLineOfDataAndThoseThatAreToBeResumedFromHaveAnId() throws Exception {
        try (Recording stream = open()) {
            packages.change("2.0");
            stream.until(events -> NastyPackages.board(events).hasVersion("2.0"));

            assertThat(stream.events()).extracting(Dispatched::type).contains("versions", "time", "change");
            assertThat(stream.events()).allSatisfy(event -> {
                assertThat(event.data()).doesNotContain("\n");
                assertThat(event.lastEventId()).matches("[0-9a-z]+-[0-9]+");
            });
        }
    }

    @Test
    void http2WithoutTlsBringsTheSameEvents() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (Recording other = open()) {
            // given
            EventStreamParser parser = new EventStreamParser();
            CompletableFuture<Void> ended = new CompletableFuture<>();
            CompletableFuture<Void> joined = new CompletableFuture<>();
            HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false));
            client.request(HttpMethod.GET, server.address().getPort(), "127.0.0.1", "/events")
                    .compose(request -> request.send())
                    .onSuccess(response -> {
                        assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
                        response.handler(piece -> {
                            parser.feed(piece.getBytes());
                            parser.last("time").ifPresent(time -> joined.complete(null));
                        });
                        response.endHandler(v -> ended.complete(null));
                        response.exceptionHandler(ended::completeExceptionally);
                    })
                    .onFailure(ended::completeExceptionally);
            joined.get(10, TimeUnit.SECONDS);

            // when
            packages.change("3.0");
            other.until(events -> NastyPackages.board(events).hasVersion("3.0"));
            JsonObject state = versions();
            server.stop();
            other.toEnd();
            ended.get(10, TimeUnit.SECONDS);

            // then
            assertThat(NastyPackages.board(parser.events())).isEqualTo(NastyPackages.board(state));
            assertThat(changes(parser.events())).isNotEmpty().isEqualTo(changes(other.events()));
            assertThat(parser.last("bye")).isPresent();
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    private static List<Dispatched> changes(List<Dispatched> events) {
        return events.stream().filter(event -> event.type().equals("change")).toList();
    }

    private Recording open(String... headers) throws Exception {
        return NastyPackages.settled(server.address(), headers);
    }

    private JsonObject versions() throws Exception {
        URI uri = server.address().resolve("api/versions");
        return new JsonObject(java.net.http.HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body());
    }
}
