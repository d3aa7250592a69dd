package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.rollcall.history.FilledStore;
import dev.rollcall.history.FilledStore.Row;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Status;
import dev.rollcall.inventory.VersionState;
import dev.rollcall.testing.SseSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The changes, one entry, and what differed, over HTTP. */
class PastTest {
    private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");
    private static final Pattern NEXT = Pattern.compile("<(.*)>; rel=\"next\"");

    @TempDir
    Path folder;

    private PastRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new PastRig(folder);
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void tellsAChangeWithAllItsMembers() throws Exception {
        rig.store()
                .add(new Row(
                        7,
                        NINE,
                        new EntryKey("web1", "nginx"),
                        FilledStore.ok("1.1"),
                        new VersionState("1.1", Status.FAILED),
                        "exit code 1"));

        HttpResponse<String> response = rig.get("api/changes");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(response.headers().firstValue("vary")).hasValue("accept");
        assertThat(response.headers().firstValue("link")).isEmpty();
        assertThat(new JsonObject(response.body())).isEqualTo(new JsonObject("""
                {"changes":[{"seq":7,"time":"2026-11-22T09:00:00Z","host":"web1","package":"nginx",
                  "label":"Label of nginx","category":"Category","kind":"failed","from":"1.1","to":"1.1",
                  "reason":"exit code 1"}]}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/csv"})
    void aClientThatFollowsTheLinkSeesEveryChangeOnce(String accept) throws Exception {
        rig.store().add(upgrades(25));
        List<String> seqs = new ArrayList<>();

        URI page = URI.create(rig.http().address() + "api/changes?since=9000d&package=nginx,g%2B%2B&limit=10");
        for (int pages = 0; page != null; pages++) {
            assertThat(pages).isLessThan(4);
            HttpResponse<String> response =
                    rig.get(page.getRawPath().substring(1) + '?' + page.getRawQuery(), "Accept", accept);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            Matcher seq = Pattern.compile(accept.contains("json") ? "\"seq\":(\\d+)" : "(?m)^(\\d+),")
                    .matcher(response.body());
            seq.results().forEach(one -> seqs.add(one.group(1)));
            Optional<String> link = response.headers().firstValue("link");
            page = link.isPresent() ? page.resolve(target(link.get())) : null;
        }

        assertThat(seqs)
                .containsExactlyElementsOf(IntStream.iterate(25, i -> i > 0, i -> i - 1)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @Test
    void theCursorInTheAnswerIsThatOfTheLink() throws Exception {
        rig.store().add(upgrades(25));

        JsonObject first = rig.json("api/changes?limit=20");
        JsonObject second = rig.json("api/changes?limit=20&cursor=" + first.getString("next"));

        assertThat(first.getJsonArray("changes")).hasSize(20);
        assertThat(second.getJsonArray("changes")).hasSize(5);
        assertThat(second.containsKey("next")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "since=23, 2",
        "since=rig-23, 2",
        "until=3, 3",
        "since=2026-11-22T09:00:20Z, 6",
        "until=2026-11-22T09:00:03Z, 2",
        "since=20&until=22, 2",
        "since=1s, 0",
        "since=9000d, 25",
        "host=web1, 25",
        "host=web2, 0",
        "package=nginx, 25",
        "package=nginx&package=other, 25",
        "'package=nginx,other', 25",
        "kind=upgraded, 25",
        "'kind=missing,failed', 0",
        "limit=1, 1",
        "unknown=1, 25",
    })
    void tellsWhatIsAskedFor(String query, int count) throws Exception {
        rig.store().add(upgrades(25));

        assertThat(rig.json("api/changes?" + query).getJsonArray("changes")).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({
        "api/changes?since=yesterday, since: found \"yesterday\"; must be an instant such as",
        "api/changes?since=, since: found \"\"; must be an instant such as",
        "api/changes?until=other-3, until: found \"other-3\"; must be an id of the numbering rig",
        "api/changes?limit=0, limit: found \"0\"; must be a number from 1 to 1000",
        "api/changes?limit=1001, limit: found \"1001\"; must be a number from 1 to 1000",
        "api/changes?limit=99999999999999999999, limit: found",
        "'api/changes?kind=upgraded,broken', kind: found \"broken\"; must be a comma list of appeared",
        "api/changes?cursor=, cursor: found \"\"; must be what",
        "api/changes?cursor=n-1, cursor: found \"n-1\"; must be what",
        "api/changes?cursor=t1.1, cursor: found \"t1.1\"; must be what",
        "api/changes?since=24h&cursor=n1, cursor: found \"n1\"; must be what",
        "changes.atom?kind=x, kind: found \"x\"; must be a comma list of",
        "api/diff, from: it must be there",
        "api/diff?from=x, from: found \"x\"; must be",
        "api/diff?from=5&to=4, from: it must not be after to",
        "api/diff?from=1h&to=2h, from: it must not be after to",
    })
    void aMistakeIsAProblemThatNamesItsPlace(String path, String detail) throws Exception {
        HttpResponse<String> response = rig.get(path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(new JsonObject(response.body()).getString("detail")).contains(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/changes", "api/diff?from=0", "api/versions/web1/nginx", "changes.atom"})
    void aStoreThatCannotBeReadIsAProblemThatGoesBy(String path) throws Exception {
        rig.archive().breakDown();

        HttpResponse<String> response = rig.get(path);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(response.headers().firstValue("etag")).isEmpty();
        assertThat(new JsonObject(response.body()).getString("detail"))
                .isEqualTo("The history cannot be read: it is corrupt.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/changes", "api/diff?from=0", "api/versions/web1/nginx", "changes.atom"})
    void isNotSentTwiceAndAnswersHead(String path) throws Exception {
        rig.store().add(upgrades(3));
        HttpResponse<String> response = rig.get(path);
        String tag = response.headers().firstValue("etag").orElseThrow();

        assertThat(response.headers().firstValue("cache-control")).hasValue("no-cache");
        assertThat(rig.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(rig.get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        assertThat(rig.head(path).headers().firstValue("content-length"))
                .hasValue(Integer.toString(response.body().getBytes(StandardCharsets.UTF_8).length));
        assertThat(rig.head(path).body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', application/json",
        "*/*, application/json",
        "application/json, application/json",
        "text/csv, text/csv",
        "TEXT/CSV, text/csv",
        "text/*, text/csv",
        "'text/csv, */*', text/csv",
        "'text/csv, application/json', application/json",
        "'text/csv;q=0.9, application/json', application/json",
        "'text/csv, application/json;q=0.9', text/csv",
        "'text/csv;q=0, */*', application/json",
        "'text/csv;q=0.1, application/json;q=0', text/csv",
        "'text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8', application/json",
        "image/png, application/json",
        "nonsense, application/json",
    })
    void theClientChoosesTheForm(String accept, String type) throws Exception {
        HttpResponse<String> response =
                accept.isEmpty() ? rig.get("api/changes") : rig.get("api/changes", "Accept", accept);

        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith(type);
    }

    @Test
    void aTableHoldsWhateverACommandPrinted() throws Exception {
        String nasty = "1,2 \"x\"\r\ny;z\tü𝄞 =1+1";
        EntryKey key = new EntryKey("web1", "nginx");
        rig.store().add(new Row(1, NINE, key, null, FilledStore.ok(nasty), null));
        rig.store()
                .add(new Row(
                        2, NINE, key, FilledStore.ok(nasty), new VersionState(nasty, Status.FAILED), "a\nb,\"c\""));

        HttpResponse<String> response = rig.get("api/changes", "Accept", "text/csv");

        assertThat(response.headers().firstValue("content-type")).hasValue("text/csv; charset=utf-8; header=present");
        assertThat(response.headers().firstValue("content-disposition"))
                .hasValue("attachment; filename=\"rollcall-changes.csv\"");
        assertThat(response.body()).startsWith("seq,time,host,package,label,category,kind,from,to,reason\r\n");
        List<NamedCsvRecord> lines =
                CsvReader.builder().ofNamedCsvRecord(response.body()).stream().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).getField("from")).isEqualTo(nasty);
        assertThat(lines.get(0).getField("reason")).isEqualTo("a\nb,\"c\"");
        assertThat(lines.get(1).getField("from")).isEmpty();
        assertThat(lines.get(1).getField("to")).isEqualTo(nasty);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://evil\")",
                "+1",
                "-1",
                "@SUM(1)",
                "\t=1",
                "\r=1",
                "＝1+1",
                "＠x",
                "1;=1+1",
                "1\n=1+1",
                "1\"=1+1"
            })
    void aTableHasNoFormulas(String formula) throws Exception {
        EntryKey key = new EntryKey("web1", "nginx");
        VersionState failed = new VersionState(formula, Status.FAILED);
        rig.store().add(new Row(1, NINE, key, FilledStore.ok(formula), failed, formula));

        String csv = rig.get("api/changes", "Accept", "text/csv").body();

        NamedCsvRecord line =
                CsvReader.builder().ofNamedCsvRecord(csv).stream().findFirst().orElseThrow();
        for (String field : List.of("from", "to", "reason")) {
            assertThat(line.getField(field)).doesNotContainPattern("(^|[;\"\\r\\n\\t])[=+@＝＋－＠-]");
            assertThat(line.getField(field)).doesNotContainPattern("^[\\r\\n\\t]");
            assertThat(line.getField(field).replace("'", "")).isEqualTo(formula);
        }
        // JSON is exact.
        assertThat(rig.json("api/changes")
                        .getJsonArray("changes")
                        .getJsonObject(0)
                        .getString("from"))
                .isEqualTo(formula);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0-2+b3", "a=b", "x@y", "2.0; -x is unknown", "'1'"})
    void aTableLeavesWhatIsNoFormulaAsItIs(String version) throws Exception {
        rig.store().add(Row.upgrade(1, NINE, "nginx", version, "2"));

        String csv = rig.get("api/changes", "Accept", "text/csv").body();

        assertThat(CsvReader.builder().ofNamedCsvRecord(csv).stream()
                        .findFirst()
                        .orElseThrow()
                        .getField("from"))
                .isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource({
        "nginx, nginx",
        "g++, g++",
        "g%2B%2B, g++",
        "@babel/core@npm, ''",
        "%40babel_core%40npm, @babel_core@npm",
        "@babel_core@npm, @babel_core@npm",
        "libstdc++6~x, libstdc++6~x",
    })
    void oneEntryHasItsNewestChanges(String path, String name) throws Exception {
        for (String one : List.of("nginx", "g++", "@babel_core@npm", "libstdc++6~x")) {
            rig.store().add(Row.upgrade(1 + one.length(), NINE, one, "1.0", "1.1"));
            rig.http().found(new EntryKey("web1", one), "1.1");
        }

        HttpResponse<String> response = rig.get("api/versions/web1/" + path);

        if (name.isEmpty()) {
            assertThat(response.statusCode()).isEqualTo(404);
            return;
        }
        JsonObject json = new JsonObject(response.body());
        JsonArray entries = rig.json("api/versions").getJsonArray("entries");
        assertThat(entries.stream()).contains(json.getJsonObject("entry"));
        assertThat(json.getJsonObject("entry").getString("package")).isEqualTo(name);
        assertThat(json.getJsonArray("history")).hasSize(1);
        assertThat(json.containsKey("next")).isFalse();
    }

    @Test
    void anEntryThatWasRemovedHasAHistoryAlone() throws Exception {
        rig.store().add(Row.upgrade(1, NINE, "nginx", "1.0", "1.1"));

        JsonObject json = rig.json("api/versions/web1/nginx");

        assertThat(json.fieldNames()).containsExactly("history");
    }

    @Test
    void anEntryThatTheStoreDoesNotKnowHasNoHistory() throws Exception {
        rig.http().found(new EntryKey("web1", "nginx"), "1.1");

        JsonObject json = rig.json("api/versions/web1/nginx");

        assertThat(json.getJsonArray("history")).isEmpty();
        assertThat(json.getJsonObject("entry").getString("version")).isEqualTo("1.1");
    }

    @Test
    void anEntryThatNobodyKnowsIsAProblem() throws Exception {
        HttpResponse<String> response = rig.get("api/versions/web1/nothing");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
    }

    @Test
    void theHistoryOfAnEntryGoesOnAmongTheChanges() throws Exception {
        rig.store().add(upgrades(130));

        HttpResponse<String> response = rig.get("api/versions/web1/nginx");
        JsonObject json = new JsonObject(response.body());
        URI next = response.uri()
                .resolve(target(response.headers().firstValue("link").orElseThrow()));
        JsonObject more = rig.json(next.getRawPath().substring(1) + '?' + next.getRawQuery());

        assertThat(json.getJsonArray("history")).hasSize(100);
        assertThat(next.getRawQuery()).contains(json.getString("next"));
        assertThat(more.getJsonArray("changes")).hasSize(30);
    }

    @Test
    void aQueryThatIsNotPercentEncodedIsAProblem() throws Exception {
        try (SseSocket client = SseSocket.open(rig.http().address(), "/api/changes?since=%zz")) {
            assertThat(client.status()).isEqualTo(400);
        }
    }

    @Test
    void tellsWhatDiffered() throws Exception {
        rig.store().add(upgrades(3));
        for (int i = 0; i < 3; i++) {
            rig.http().found(new EntryKey("web1", "nginx"), "1." + i);
        }

        assertThat(rig.json("api/diff?from=1")).isEqualTo(new JsonObject("""
                {"from":{"seq":1,"time":"2026-11-22T09:00:01Z"},"to":{"seq":3,"time":"2026-11-22T09:00:03Z"},
                 "complete":true,"differences":[{"host":"web1","package":"nginx","label":"Label of nginx",
                 "category":"Category","kind":"upgraded","from":"1.101","to":"1.103"}]}"""));
        assertThat(rig.json("api/diff?from=1&to=1").getJsonArray("differences")).isEmpty();
        HttpResponse<String> csv =
                rig.get("api/diff?from=2026-11-22T09:00:00Z&to=2026-11-22T09:00:03Z", "Accept", "text/csv");
        assertThat(csv.body()).isEqualTo("""
                host,package,label,category,kind,from,to
                web1,nginx,Label of nginx,Category,upgraded,1.100,1.102
                """.replace("\n", "\r\n"));
    }

    @Test
    void pagesThatAskTheSameAskTheStoreOnceAfterEachChange() throws Exception {
        for (int i = 0; i < 20; i++) {
            rig.get("api/changes?package=nginx,php");
            rig.get("api/changes?package=php,nginx&limit=100");
        }
        assertThat(rig.archive().asked()).isEqualTo(1);

        rig.store().add(Row.upgrade(1, NINE, "nginx", "1.0", "1.1"));
        rig.http().found(new EntryKey("web1", "nginx"), "1.1");

        assertThat(rig.json("api/changes?package=nginx,php").getJsonArray("changes"))
                .hasSize(1);
        assertThat(rig.archive().asked()).isEqualTo(2);
    }

    @Test
    void manyWhoAskAtOnceAskTheStoreOnce() throws Exception {
        rig.store().add(upgrades(25));

        List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, 50)
                .mapToObj(i -> rig.begin("api/changes?since=2026-11-22T09:00:00Z"))
                .toList();

        for (CompletableFuture<HttpResponse<String>> one : all) {
            assertThat(new JsonObject(one.get(20, TimeUnit.SECONDS).body()).getJsonArray("changes"))
                    .hasSize(25);
        }
        assertThat(rig.archive().asked()).isEqualTo(1);
    }

    @Test
    void whatIsVisibleIsInEveryAnswerHoweverManyAskMeanwhile() throws Exception {
        for (int i = 1; i <= 200; i++) {
            // given: questions under way before the change is stored, and before it is visible
            List<CompletableFuture<HttpResponse<String>>> meanwhile = new ArrayList<>();
            meanwhile.add(rig.begin("api/changes?limit=1"));
            rig.store().add(Row.upgrade(i, NINE.plusSeconds(i), "nginx", "1." + i, "1." + (i + 1)));
            meanwhile.add(rig.begin("api/changes?limit=1"));
            rig.http().found(new EntryKey("web1", "nginx"), "1." + (i + 1));

            // then
            JsonObject newest =
                    rig.json("api/changes?limit=1").getJsonArray("changes").getJsonObject(0);
            assertThat(newest.getInteger("seq")).isEqualTo(i);
            for (CompletableFuture<HttpResponse<String>> one : meanwhile) {
                assertThat(one.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
        }
    }

    private static String target(String link) {
        Matcher next = NEXT.matcher(link);
        assertThat(next.matches()).isTrue();
        return next.group(1);
    }

    /** One a second. */
    private static List<Row> upgrades(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> Row.upgrade(i, NINE.plusSeconds(i), "nginx", "1." + (99 + i), "1." + (100 + i)))
                .toList();
    }
}
