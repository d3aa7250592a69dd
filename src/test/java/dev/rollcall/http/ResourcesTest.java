package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.SseSocket;
import dev.rollcall.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything but the stream. */
class ResourcesTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer("""
                { "collect": { "discover": false, "every": "1h" }, "packages": [
                  { "name": "kernel", "label": "Kernel", "command": ["uname", "-r"], "pattern": "(?<version>.+)" } ] }
                """);
        // The one reading is there.
        try (SseSocket client = SseSocket.open(server.address(), "/events")) {
            while (!client.next().data().contains("Kernel")) {
                // The first event may have come before it.
            }
        }
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void apiVersionsIsTheObjectOfTheVersionsEvent() throws Exception {
        HttpResponse<String> response = get("api/versions");

        try (SseSocket client = SseSocket.open(server.address(), "/events")) {
            assertThat(response.body()).isEqualTo(client.next("versions").data());
        }
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(new JsonObject(response.body()).getJsonArray("entries")).hasSize(1);
    }

    @Test
    void apiVersionsNeedNotBeSentTwice() throws Exception {
        String tag = get("api/versions").headers().firstValue("etag").orElseThrow();

        assertThat(get("api/versions", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get("api/versions", "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'', text/html",
        "js/page.js, text/javascript",
        "components/entries.js, text/javascript",
        "css/page.css, text/css",
        "icon.svg, image/svg+xml",
        "schema/config.json, application/schema+json",
        "health/live, application/json",
        "health/ready, application/json",
    })
    void servesThePageAndWhatBelongsToIt(String path, String type) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith(type);
        assertThat(response.body()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "js/page.js"})
    void aBrowserAsksAboutThePageEachTime(String path) throws Exception {
        assertThat(get(path).headers().firstValue("cache-control")).hasValue("no-cache");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing/here",
                "js/",
                ".gitignore",
                "%2e%2e/conf/rollcall.json",
                "..%2f..%2fcatalogue/catalogue.json",
                "web/../../catalogue/catalogue.json",
                "../../../../../../etc/passwd",
                "favicon%00.ico"
            })
    void whatIsNotThereIsAProblemThatSaysSo(String path) throws Exception {
        try (SseSocket client = SseSocket.open(server.address(), '/' + path)) {
            assertThat(client.status()).isIn(400, 404);
            assertThat(client.headers()).containsEntry("content-type", "application/problem+json");
        }
    }

    @Test
    void anotherMethodIsAProblemThatNamesTheRightOne() throws Exception {
        HttpRequest post = HttpRequest.newBuilder(server.address().resolve("events"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();

        HttpResponse<String> response = HTTP.send(post, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).hasValue("GET, HEAD");
        assertThat(new JsonObject(response.body()).getInteger("status")).isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_1_1, ''", "HTTP_1_1, api/versions", "HTTP_1_1, health/ready", "HTTP_1_1, events",
                "HTTP_1_1, schema/config.json",
        "HTTP_2, ''", "HTTP_2, api/versions", "HTTP_2, health/ready", "HTTP_2, events", "HTTP_2, schema/config.json"
    })
    void answersHeadAsGetWithoutABody(HttpClient.Version version, String path) throws Exception {
        HttpRequest head = HttpRequest.newBuilder(URI.create(server.address() + path))
                .version(version)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();

        HttpResponse<String> response = HTTP.send(head, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void isReadyAndSaysInWhichPhase() throws Exception {
        assertThat(get("health/ready").body()).contains("UP", "\"phase\":\"ready\"");
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
