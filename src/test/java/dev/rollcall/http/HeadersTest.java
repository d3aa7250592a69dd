package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every answer tells the browser, and who else may read it. */
class HeadersTest {
    private HttpRig rig;
    private HttpClient client;

    @AfterEach
    void stop() throws Exception {
        client.close().await(20, TimeUnit.SECONDS);
        rig.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 200",
        "HEAD, /css/page.css, 200",
        "GET, /events, 200",
        "GET, /api/versions, 200",
        "GET, /schema/config.json, 200",
        "GET, /health/live, 200",
        "GET, /nowhere, 404",
        "POST, /, 405",
        "GET, /events?events=nonsense, 400"
    })
    void keepsBrowsersStrictWithEveryAnswer(String method, String path, int status) throws Exception {
        // given
        start("");

        // when
        HttpClientResponse answer = ask(HttpMethod.valueOf(method), path, Map.of());

        // then
        assertThat(answer.statusCode()).isEqualTo(status);
        isStrict(answer);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aStreamIsNoExceptionWhicheverWayItTakes(boolean direct) throws Exception {
        // given
        rig = new HttpRig("{\"stream\": {\"direct\": " + direct + "}}");
        client = rig.vertx().createHttpClient();

        // then
        isStrict(ask(HttpMethod.GET, "/events", Map.of()));
    }

    @Test
    void norIsWhatHasNotChanged() throws Exception {
        // given
        start("");
        String tag = ask(HttpMethod.GET, "/", Map.of()).getHeader("ETag");

        // when
        HttpClientResponse answer = ask(HttpMethod.GET, "/", Map.of("If-None-Match", tag));

        // then
        assertThat(answer.statusCode()).isEqualTo(304);
        isStrict(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"self\" | 'self' | SAMEORIGIN",
                "\"https://ops.example.org\" | https://ops.example.org |",
                "\"self\", \"https://a.example:8443\" | 'self' https://a.example:8443 |"
            })
    void letsPagesThatAreNamedShowItInAFrame(String ancestors, String sources, String frameOptions) throws Exception {
        // given
        start("\"frameAncestors\": [" + ancestors + "]");

        // when
        HttpClientResponse answer = ask(HttpMethod.GET, "/", Map.of());

        // then
        assertThat(answer.getHeader("Content-Security-Policy")).endsWith("frame-ancestors " + sources);
        assertThat(answer.getHeader("X-Frame-Options")).isEqualTo(frameOptions);
    }

    @Test
    void isClosedToOtherOriginsUnlessTheConfigurationNamesThem() throws Exception {
        // given
        start("");

        // when
        HttpClientResponse answer = ask(HttpMethod.GET, "/api/versions", Map.of("Origin", "https://ops.example.org"));

        // then
        assertThat(answer.headers().contains("Access-Control-Allow-Origin")).isFalse();
        assertThat(preflight("https://ops.example.org").statusCode()).isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource({
        "https://ops.example.org, https://ops.example.org, https://ops.example.org",
        "https://OPS.example.org:443, https://ops.example.org, https://ops.example.org",
        "http://ops.example.org:80, http://ops.example.org, http://ops.example.org",
        "https://ops.example.org:80, https://ops.example.org,",
        "https://ops.example.org, https://evil.example.org,",
        "https://ops.example.org, null,",
        "*, https://anybody.example, *"
    })
    void letsPagesOfNamedOriginsRead(String origins, String origin, String allowed) throws Exception {
        // given
        start("\"origins\": [\"" + origins + "\"]");

        // when
        HttpClientResponse answer = ask(HttpMethod.GET, "/api/versions", Map.of("Origin", origin));

        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Access-Control-Allow-Origin")).isEqualTo(allowed);
        assertThat(answer.getHeader("Access-Control-Expose-Headers")).isEqualTo(allowed == null ? null : "ETag, Link");
        assertThat(answer.headers().getAll("Vary").contains("origin")).isEqualTo(!origins.equals("*"));
        assertThat(preflight(origin).statusCode()).isEqualTo(allowed == null ? 405 : 204);
        isStrict(answer);
    }

    @Test
    void saysThatAnybodyMayReadAlsoToWhoNamesNoOrigin() throws Exception {
        // given: an image is asked for without one, and what came of it answers the script that asks later
        start("\"origins\": [\"*\"]");

        // then
        assertThat(ask(HttpMethod.GET, "/badge/a/b.svg", Map.of()).getHeader("Access-Control-Allow-Origin"))
                .isEqualTo("*");
    }

    @ParameterizedTest
    @CsvSource("/events, accept-encoding")
    void keepsWhatElseAnAnswerDependsOnApartFromItsOrigin(String path, String other) throws Exception {
        // given
        start("\"origins\": [\"https://ops.example.org\"]");

        // when
        HttpClientResponse answer = ask(HttpMethod.HEAD, path, Map.of());

        // then
        assertThat(answer.headers().getAll("Vary")).containsExactlyInAnyOrder("origin", other);
    }

    private HttpClientResponse preflight(String origin) throws Exception {
        return ask(
                HttpMethod.OPTIONS, "/api/versions", Map.of("Origin", origin, "Access-Control-Request-Method", "GET"));
    }

    private static void isStrict(HttpClientResponse answer) {
        assertThat(answer.getHeader("Content-Security-Policy"))
                .isEqualTo(
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                                + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.getHeader("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.getHeader("X-Frame-Options")).isEqualTo("DENY");
    }

    private HttpClientResponse ask(HttpMethod method, String path, Map<String, String> headers) throws Exception {
        return client.request(method, rig.port(), "127.0.0.1", path)
                .compose(request -> {
                    headers.forEach(request::putHeader);
                    return request.send();
                })
                .await(20, TimeUnit.SECONDS);
    }

    private void start(String http) throws Exception {
        rig = new HttpRig("{\"http\": {" + http + "}}");
        client = rig.vertx().createHttpClient();
    }
}
