package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.hub.Filter;
import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Reason;
import dev.rollcall.inventory.Removals;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Status;
import dev.rollcall.inventory.Subject;
import dev.rollcall.testing.SseSocket;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The board in numbers. */
class SummaryTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static final Snapshot BOARD = board(
            7,
            ok("web1", "nginx", "Web", "1.26.3", "1.26.2", NOON.minus(Duration.ofHours(2))),
            ok("web1", "php", "Languages", "8.2.1", null, NOON.minus(Duration.ofHours(1))),
            ok("web2", "nginx", "Web", "1.26.2", "1.26.1", NOON.minus(Duration.ofHours(24))),
            bad("web2", "php", "8.2.0", Status.FAILED, NOON.minus(Duration.ofHours(1))),
            bad("web2", "gone", null, Status.MISSING, NOON.minus(Duration.ofDays(2))),
            bad("web3", "old", "1", Status.STALE, NOON.minus(Duration.ofDays(2))));

    @Test
    void countsTheBoardInOneFlatObject() {
        assertThat(Summary.of(BOARD, Filter.ALL, NOON)).isEqualTo(new JsonObject("""
                {"entries":6,"packages":4,"hosts":3,"ok":3,"missing":1,"failed":1,"stale":1,"changed24h":1,
                 "lastChange":"2026-11-22T10:00:00Z","lastChangeHost":"web1","lastChangePackage":"nginx",
                 "lastChangeFrom":"1.26.2","lastChangeTo":"1.26.3","time":"2026-11-22T12:00:00Z","seq":7}"""));
    }

    @Test
    void hasTheSameMembersWhenThereIsNothing() {
        JsonObject nothing = Summary.of(board(0), Filter.ALL, NOON);

        assertThat(nothing.fieldNames())
                .containsExactlyElementsOf(Summary.of(BOARD, Filter.ALL, NOON).fieldNames());
        assertThat(nothing.getInteger("entries")).isZero();
        assertThat(nothing.getValue("lastChange")).isNull();
    }

    @Test
    void countsWhatTheFilterPasses() {
        JsonObject some = Summary.of(BOARD, new Filter(Set.of("nginx", "php"), Set.of("web2"), Set.of()), NOON);

        assertThat(some.getInteger("entries")).isEqualTo(2);
        assertThat(some.getInteger("failed")).isEqualTo(1);
        assertThat(some.getString("lastChangeTo")).isEqualTo("1.26.2");
    }

    @Test
    void isCountedOnceUntilSomethingChangesOrAMinuteIsOver() {
        // given
        AtomicReference<Snapshot> state = new AtomicReference<>(BOARD);
        AtomicReference<Instant> now = new AtomicReference<>(NOON);
        Summaries summaries = new Summaries(state::get, new MovingClock(now));
        Body first = summaries.of(Filter.ALL);

        // when: only checked again, within the minute
        state.set(new Snapshot(BOARD.cursor(), 99, NOON, BOARD.entries(), Removals.NONE));
        now.set(NOON.plusSeconds(59));

        // then
        assertThat(summaries.of(Filter.ALL)).isSameAs(first);

        // when
        now.set(NOON.plusSeconds(61));
        Body later = summaries.of(Filter.ALL);
        state.set(board(8));

        // then
        assertThat(later).isNotSameAs(first);
        assertThat(summaries.of(Filter.ALL).bytes().toString()).contains("\"entries\":0", "\"seq\":8");
    }

    @Test
    void answersHoweverManyChoicesThereAre() {
        Summaries summaries = new Summaries(() -> BOARD, Clock.fixed(NOON, ZoneOffset.UTC));

        for (int i = 0; i < 1000; i++) {
            assertThat(summaries
                            .of(new Filter(Set.of("p" + i), Set.of(), Set.of()))
                            .bytes()
                            .toString())
                    .contains("\"entries\":0");
        }
        assertThat(summaries.of(Filter.ALL).bytes().toString()).contains("\"entries\":6");
    }

    @ParameterizedTest
    @CsvSource({"'', 3", "?host=web1, 2", "'?host=web1,web2&package=nginx', 2", "?category=Web, 3", "?category=web, 0"})
    void isNarrowedByTheQuery(String query, int entries, @TempDir Path folder) throws Exception {
        try (PastRig rig = new PastRig(folder)) {
            rig.http().found(new EntryKey("web1", "nginx"), "1.26.2");
            rig.http().found(new EntryKey("web1", "php"), "8.2");
            rig.http().found(new EntryKey("web2", "nginx"), "1.26.2");

            HttpResponse<String> answer = rig.get("api/summary" + query);

            assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
            assertThat(new JsonObject(answer.body()).getInteger("entries")).isEqualTo(entries);
        }
    }

    @ParameterizedTest
    @CsvSource({"b%252Cc, 1", "b%252cc, 1", "'b,c', 1", "b%2Cc, 1", "'b%252Cc,b', 2", "50%2525, 1", "50%25, 1"})
    void takesNamesWithACommaOrAPercentSignInThem(String packages, int entries, @TempDir Path folder) throws Exception {
        try (PastRig rig = new PastRig(folder)) {
            rig.http().found(new EntryKey("web1", "b"), "1");
            rig.http().found(new EntryKey("web1", "b,c"), "1");
            rig.http().found(new EntryKey("web1", "50%"), "1");

            JsonObject summary = rig.json("api/summary?package=" + packages);

            assertThat(summary.getInteger("entries")).isEqualTo(entries);
        }
    }

    @Test
    void isNotSentTwiceAndAnswersHead(@TempDir Path folder) throws Exception {
        try (PastRig rig = new PastRig(folder)) {
            HttpResponse<String> answer = rig.get("api/summary");
            String tag = answer.headers().firstValue("etag").orElseThrow();

            assertThat(answer.headers().firstValue("cache-control")).hasValue("no-cache");
            assertThat(rig.get("api/summary", "If-None-Match", "\"other\"").statusCode())
                    .isEqualTo(200);
            assertThat(rig.head("api/summary").body()).isEmpty();

            rig.http().found(new EntryKey("web1", "nginx"), "1");
            assertThat(rig.get("api/summary", "If-None-Match", tag).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aQueryThatIsNotPercentEncodedIsAProblem(@TempDir Path folder) throws Exception {
        try (PastRig rig = new PastRig(folder);
                SseSocket client = SseSocket.open(rig.http().address(), "/api/summary?host=%zz")) {
            assertThat(client.status()).isEqualTo(400);
            assertThat(client.headers()).containsEntry("content-type", "application/problem+json");
        }
    }

    private static Snapshot board(long seq, Entry... entries) {
        return new Snapshot(new Cursor("epoch", seq), seq, NOON, List.of(entries), Removals.NONE);
    }

    private static Entry ok(
            String host, String name, String category, String version, @Nullable String previous, Instant since) {
        Subject subject = new Subject(new EntryKey(host, name), name, category);
        return new Entry(subject, version, Status.OK, since, NOON, null, previous, 1);
    }

    private static Entry bad(String host, String name, @Nullable String version, Status status, Instant since) {
        Subject subject = new Subject(new EntryKey(host, name), name, "Other");
        Instant before = version == null ? since : NOON.minus(Duration.ofDays(30));
        return new Entry(subject, version, status, before, NOON, new Reason("broken", "", since), null, 1);
    }

    /** Says what the test says. */
    private static final class MovingClock extends Clock {
        private final AtomicReference<Instant> now;

        MovingClock(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
