package dev.rollcall.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole board as one JSON object, plain and compressed. */
class VersionsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int ENTRIES = 100;
    private static HttpRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new HttpRig("{}");
    }

    @AfterAll
    static void stop() throws Exception {
        rig.close();
    }

    @Test
    void isCompressedAnewForEachState() throws Exception {
        for (String version : new String[] {"1.0", "1.1"}) {
            // given
            rig.found(ENTRIES, version);

            // when
            String plain = new String(get().body(), UTF_8);
            HttpResponse<byte[]> zipped = get("Accept-Encoding", "gzip");
            byte[] again = get("Accept-Encoding", "gzip").body();

            // then
            assertThat(plain).contains(version);
            assertThat(zipped.headers().firstValue("content-encoding")).hasValue("gzip");
            assertThat(zipped.body()).hasSizeLessThan(plain.length() / 5).isEqualTo(again);
            assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                    .asString(UTF_8)
                    .isEqualTo(plain);
        }
    }

    @Test
    void keepsTheFormsApart() throws Exception {
        // given
        rig.found(ENTRIES, "2.0");
        String plain = tag(get());
        String zipped = tag(get("Accept-Encoding", "gzip"));

        // then
        assertThat(plain).isNotEqualTo(zipped);
        assertThat(get("If-None-Match", plain).statusCode()).isEqualTo(304);
        assertThat(get("If-None-Match", zipped).statusCode()).isEqualTo(200);
        HttpResponse<byte[]> unchanged = get("Accept-Encoding", "gzip", "If-None-Match", zipped);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.headers().allValues("vary")).contains("accept-encoding");

        // when
        rig.found(ENTRIES, "2.1");

        // then
        assertThat(get("Accept-Encoding", "gzip", "If-None-Match", zipped).statusCode())
                .isEqualTo(200);
    }

    private static String tag(HttpResponse<?> answer) {
        return answer.headers().firstValue("etag").orElseThrow();
    }

    private static HttpResponse<byte[]> get(String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(rig.address().resolve("api/versions"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }
}
