package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.history.FilledStore.Row;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.testing.SseSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the headers that /openapi.json names, what it says of every route, and what is really answered together. */
class OpenApiHeadersTest {
    private static final ApiDocument DOCUMENT = new ApiDocument();
    /** The ways to ask that some route answers with headers of their own. */
    private static final String[][] WAYS = {
        {"Accept", "application/json"}, {"Accept", "text/csv"}, {"Accept-Encoding", "gzip"}
    };

    @TempDir
    Path folder;

    private PastRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new PastRig(folder);
        rig.http().serving().readiness().advanceTo(Readiness.Phase.READY);
        // One more than a page holds.
        for (int i = 1; i <= 101; i++) {
            rig.store().add(Row.upgrade(i, Instant.now().minusSeconds(200 - i), "nginx", "1." + i, "1." + (i + 1)));
        }
        rig.http().found(new EntryKey("web1", "nginx"), "1.102");
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    static Stream<String> paths() {
        return DOCUMENT.paths().stream();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void namesEachHeaderAndNoneThatIsNotSent(String path) throws Exception {
        Set<String> sent = new TreeSet<>();
        for (String[] way : WAYS) {
            // when: of a stream, too, HEAD is answered with the headers of GET
            HttpResponse<String> answer = rig.head(ApiDocument.asked(path, "nginx"), way);

            // then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(DOCUMENT.headerComplaints(path, 200, answer.headers())).isEmpty();
            sent.addAll(ApiDocument.own(answer.headers()).keySet());
        }
        assertThat(sent).isEqualTo(DOCUMENT.headers(path, 200).keySet());
    }

    @ParameterizedTest
    @MethodSource("paths")
    void isWhatIsAnsweredWhenNothingIsNew(String path) throws Exception {
        for (String[] way : WAYS) {
            HttpResponse<String> answer =
                    rig.head(ApiDocument.asked(path, "nginx"), way[0], way[1], "If-None-Match", "*");

            assertThat(answer.statusCode())
                    .isEqualTo(DOCUMENT.headers(path, 200).containsKey("etag") ? 304 : 200);
            assertThat(DOCUMENT.statuses(path).contains("304")).isEqualTo(answer.statusCode() == 304);
            assertThat(DOCUMENT.headerComplaints(path, answer.statusCode(), answer.headers()))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void isWhatIsAnsweredOfWhatIsNotPercentEncoded(String path) throws Exception {
        // given
        String query = ApiDocument.asked(path, "nginx");
        Set<String> answered = new HashSet<>();

        for (String asked :
                new String[] {ApiDocument.asked(path, "%zz"), query + (query.contains("?") ? '&' : '?') + "host=%zz"}) {
            // when
            try (SseSocket client = SseSocket.open(rig.http().address(), '/' + asked)) {
                // then
                answered.add(Integer.toString(client.status()));
                assertThat(client.status()).isIn(200, 400);
                assertThat(client.headers().get("content-type").equals(ProblemJson.TYPE))
                        .isEqualTo(client.status() == 400);
            }
        }
        assertThat(DOCUMENT.statuses(path)).containsAll(answered);
        assertThat(DOCUMENT.statuses(path).contains("400")).isEqualTo(answered.contains("400"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST /events HTTP/1.1, 405",
        "DELETE /api/versions HTTP/1.1, 405",
        "GET /%zz HTTP/1.1, 400",
        "GET /nothing HTTP/1.1, 404",
        "GET /%s HTTP/1.1, 414",
        "GET / HTTP/1.1 X: %s, 431"
    })
    void saysWhatHoldsForEachRoute(String beginning, int status) throws Exception {
        // given
        String request = beginning.replace("%s", "x".repeat(20_000)).replace("1.1 ", "1.1\r\n");

        // when
        try (SseSocket client = SseSocket.raw(rig.http().address(), request + "\r\nHost: test\r\n\r\n")) {
            // then
            assertThat(client.status()).isEqualTo(status);
            assertThat(client.headers()).containsEntry("content-type", ProblemJson.TYPE);
            assertThat(DOCUMENT.description()).contains(" " + status, '`' + ProblemJson.TYPE + '`');
            assertThat(rig.get("api.html").body()).contains(" " + status);
            Set<String> own = new HashSet<>(client.headers().keySet());
            own.removeAll(Set.of("content-type", "content-length", "connection"));
            assertThat(own)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(DOCUMENT.description().toLowerCase(Locale.ROOT))
                            .contains('`' + name));
            assertThat(client.headers().get("allow")).isEqualTo(status == 405 ? "GET, HEAD" : null);
        }
    }
}
