package dev.rollcall.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the page on their way: compressed, kept, and for whom. */
class AssetsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String OTHER = "https://ops.example.org";
    private static final Path WEB = Path.of("web");
    private static HttpRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new HttpRig("{\"http\": {\"origins\": [\"" + OTHER + "\"], \"frameAncestors\": [\"" + OTHER + "\"]}}");
    }

    @AfterAll
    static void stop() throws Exception {
        rig.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', false",
        "gzip, true",
        "'gzip, deflate, br', true",
        "'br, GZIP;q=0.2', true",
        "'gzip;q=0', false",
        "'gzip;q=0.000, identity', false",
        "'br, deflate', false",
        "nonsense;;=, false",
    })
    void isCompressedForWhoTakesIt(String accepted, boolean compressed) throws Exception {
        HttpResponse<byte[]> answer =
                accepted.isEmpty() ? get("js/page.js") : get("js/page.js", "Accept-Encoding", accepted);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-encoding").isPresent()).isEqualTo(compressed);
        assertThat(answer.headers().allValues("vary")).contains("accept-encoding");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "js/page.js", "css/tokens.css", "icon.svg", "schema/config.json", "openapi.json", "api.html"
            })
    void isTheSameCompressedAndPlainAndKeptApart(String path) throws Exception {
        HttpResponse<byte[]> plain = get(path);
        HttpResponse<byte[]> zipped = get(path, "Accept-Encoding", "gzip");

        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(zipped.body()).hasSizeLessThan(plain.body().length);
        assertThat(tag(zipped)).isNotEqualTo(tag(plain));
        assertThat(zipped.headers().firstValue("content-type"))
                .isEqualTo(plain.headers().firstValue("content-type"));

        assertThat(get(path, "Accept-Encoding", "gzip", "If-None-Match", tag(zipped))
                        .statusCode())
                .isEqualTo(304);
        assertThat(get(path, "If-None-Match", tag(plain)).statusCode()).isEqualTo(304);
        assertThat(get(path, "If-None-Match", tag(zipped)).statusCode()).isEqualTo(200);
        assertThat(get(path, "Accept-Encoding", "gzip", "If-None-Match", tag(zipped))
                        .headers()
                        .allValues("vary"))
                .contains("accept-encoding");
    }

    @Test
    void scriptsAreSentLineByLineWithoutWhatIsForTheirReadersAlone() throws Exception {
        // given
        List<Path> scripts;
        try (Stream<Path> all = Files.walk(WEB)) {
            scripts = all.filter(file -> file.toString().endsWith(".js")).toList();
        }
        long sent = 0;

        for (Path script : scripts) {
            // when
            String path = WEB.relativize(script).toString().replace('\\', '/');
            String text = new String(get(path).body(), UTF_8);
            sent += get(path, "Accept-Encoding", "gzip").body().length;

            // then
            List<String> expected = Files.readAllLines(script).stream()
                    .map(line -> line.strip().matches("(//|/\\*|\\* |\\*/).*|\\*") ? "" : line)
                    .toList();
            assertThat(text.lines().toList()).as(path).isEqualTo(expected);
        }
        assertThat(sent).as("all that there are").isBetween(1L, 60_000L);
    }

    @Test
    void saysToHeadHowLongItIsCompressed() throws Exception {
        HttpResponse<byte[]> zipped = get("js/page.js", "Accept-Encoding", "gzip");
        HttpResponse<byte[]> head = send(
                request("js/page.js").method("HEAD", HttpRequest.BodyPublishers.noBody()), "Accept-Encoding", "gzip");

        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("content-length")).hasValue(Integer.toString(zipped.body().length));
        assertThat(head.headers().firstValue("content-encoding")).hasValue("gzip");
    }

    @ParameterizedTest
    @CsvSource({
        "rollcall.js, cross-origin",
        "js/page.js, same-origin",
        "css/page.css, same-origin",
        "'', same-origin",
        "api/versions, same-origin"
    })
    void onlyTheScriptForOthersIsLoadedWithoutAsking(String path, String policy) throws Exception {
        assertThat(get(path).headers().firstValue("cross-origin-resource-policy"))
                .hasValue(policy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rollcall.js",
                "js/event-stream.js",
                "components/mark.js",
                "css/tokens.css",
                "api/versions",
                "api/summary",
                "badge/web1/nginx.json"
            })
    void whatTheScriptLoadsIsForNamedOrigins(String path) throws Exception {
        assertThat(allowed(get(path, "Origin", OTHER))).isEqualTo(OTHER);
        assertThat(allowed(get(path, "Origin", "https://evil.example.org"))).isEmpty();
        HttpResponse<byte[]> asked = send(
                request(path).method("OPTIONS", HttpRequest.BodyPublishers.noBody()),
                "Origin",
                OTHER,
                "Access-Control-Request-Method",
                "GET",
                "Access-Control-Request-Headers",
                "if-none-match");
        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(allowed(asked)).isEqualTo(OTHER);
    }

    @Test
    void theBoardWithoutChromeMayBeFramedByWhoIsNamed() throws Exception {
        HttpResponse<byte[]> embed = get("embed?theme=dark");

        assertThat(embed.statusCode()).isEqualTo(200);
        assertThat(embed.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(embed.headers().firstValue("content-security-policy").orElseThrow())
                .endsWith("frame-ancestors " + OTHER);
        assertThat(embed.headers().firstValue("x-frame-options")).isEmpty();
    }

    @Test
    void aSlashTooManyLeadsToThePageAndKeepsTheQuery() throws Exception {
        HttpResponse<byte[]> answer = get("embed/?theme=dark&x=%20y");

        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(answer.uri().resolve(answer.headers().firstValue("location").orElseThrow()))
                .isEqualTo(URI.create(rig.address() + "embed?theme=dark&x=%20y"));
        assertThat(get("nothing/").statusCode()).isEqualTo(404);
        assertThat(get("js/").statusCode()).isEqualTo(404);
    }

    private static String allowed(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("access-control-allow-origin").orElse("");
    }

    private static String tag(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("etag").orElseThrow();
    }

    private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return send(request(path), headers);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(rig.address() + path));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request, String... headers) throws Exception {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }
}
