package dev.rollcall.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.history.FilledStore.Row;
import dev.rollcall.history.Moment.ByClock;
import dev.rollcall.history.Moment.ByNumber;
import dev.rollcall.inventory.ChangeKind;
import dev.rollcall.inventory.EntryKey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of changes out of a real file, beside the same question asked of a list. */
class PageTest {
    private static final int ROWS = 3_000;

    @TempDir
    Path folder;

    private FilledStore store;
    private Connection reader;

    @BeforeEach
    void open() throws Exception {
        store = new FilledStore(folder.resolve("h.db"));
        reader = Databases.toRead(folder.resolve("h.db"));
    }

    @AfterEach
    void close() throws SQLException {
        reader.close();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void allPagesTogetherAreWhatAListSays(long seed) throws Exception {
        // given
        List<Row> rows = new RandomHistory(seed).rows(ROWS);
        store.add(rows);
        Random random = new Random(seed);

        for (int i = 0; i < 100; i++) {
            // when
            ChangeQuery query = query(random, rows);

            // then
            assertThat(pages(query)).as(query.toString()).isEqualTo(model(rows, query));
        }
    }

    @Test
    void aPageThatIsJustFullHasNoNextOne() throws Exception {
        store.add(new RandomHistory(1).rows(10));

        assertThat(Questions.page(reader, ChangeQuery.newest(10)).next()).isNull();
        assertThat(Questions.page(reader, ChangeQuery.newest(9)).next()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatComesAndGoesBetweenPagesNeitherSkipsNorDoublesTheOthers(boolean byClock) throws Exception {
        // given
        RandomHistory history = new RandomHistory(7);
        List<Row> rows = history.rows(500);
        store.add(rows);
        Moment since = byClock ? new ByClock(RandomHistory.START.minus(Duration.ofDays(1))) : null;
        ChangeQuery query = new ChangeQuery(Set.of(), Set.of(), Set.of(), since, null, 50, null);
        List<RecordedChange> before = model(rows, query);

        // when
        ChangePage first = Questions.page(reader, query);
        store.add(history.rows(20));
        RecordedChange last = first.changes().get(49);
        long oldest = before.get(before.size() - 1).seq();
        store.execute("DELETE FROM change WHERE seq IN (" + last.seq() + ", " + oldest + ")");
        List<RecordedChange> told = new ArrayList<>(first.changes());
        told.addAll(pages(query.after(first.next())));

        // then
        assertThat(told).containsAll(before.subList(50, before.size() - 1));
        assertThat(told.stream().map(RecordedChange::seq)).doesNotHaveDuplicates();
        assertThat(told).isEqualTo(before.subList(0, before.size() - 1));
    }

    @Test
    void aNameThatNobodyHasHasNoChanges() throws Exception {
        store.add(new RandomHistory(1).rows(10));
        ChangeQuery query = new ChangeQuery(Set.of("' OR 1=1 --"), Set.of(), Set.of(), null, null, 10, null);

        assertThat(Questions.page(reader, query)).isEqualTo(new ChangePage(List.of(), null));
    }

    @Test
    void theHistoryOfAnEntryIsItsNewestChanges() throws Exception {
        List<Row> rows = new RandomHistory(3).rows(200);
        store.add(rows);
        EntryKey key = new EntryKey("web1", "nginx");

        ChangePage page = Questions.historyOf(reader, key, 5).orElseThrow();

        assertThat(page.changes()).isEqualTo(model(rows, one("web1", "nginx")).subList(0, 5));
        assertThat(page.next()).isNotNull();
        assertThat(Questions.historyOf(reader, new EntryKey("web1", "nothing"), 5))
                .isEmpty();
    }

    @Test
    void anEntryWhoseChangesAreAllForgottenIsStillKnown() throws Exception {
        store.entry(new EntryKey("web1", "old"));

        assertThat(Questions.historyOf(reader, new EntryKey("web1", "old"), 5))
                .hasValue(new ChangePage(List.of(), null));
    }

    @Test
    void walksTheNumbersWhenNothingIsAskedFor() throws Exception {
        assertThat(plan(ChangeQuery.newest(10), null)).startsWith("SCAN c | SEARCH e USING INTEGER PRIMARY KEY");
        ChangeQuery bounded = new ChangeQuery(
                Set.of(), Set.of(), Set.of(), new ByNumber(3), new ByNumber(90), 10, new PageCursor.OfNumber(50));
        assertThat(plan(bounded, null)).startsWith("SEARCH c USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)");
    }

    @Test
    void walksTheIndexByTimeBetweenClockTimes() throws Exception {
        Moment since = new ByClock(RandomHistory.START);
        Moment until = new ByClock(RandomHistory.START.plusSeconds(9));
        ChangeQuery first = new ChangeQuery(Set.of(), Set.of(), Set.of(), since, until, 10, null);

        assertThat(plan(first, null)).startsWith("SEARCH c USING INDEX change_by_time (at>? AND at<?)");
        assertThat(plan(first.after(new PageCursor.OfTime(since(since), 5)), null))
                .startsWith("SEARCH c USING INDEX change_by_time (at>? AND at<?)");
        ChangeQuery filtered =
                new ChangeQuery(Set.of("web1"), Set.of(), Set.of(ChangeKind.UPGRADED), since, until, 10, null);
        assertThat(plan(filtered, null)).startsWith("SEARCH c USING INDEX change_by_time (at>? AND at<?)");
    }

    @Test
    void hasAnIndexForOneEntry() throws Exception {
        assertThat(plan(one("web1", "nginx"), 1L)).startsWith("SEARCH c USING INDEX change_by_entry (entry=?)");
        ChangeQuery timed = new ChangeQuery(
                Set.of("web1"),
                Set.of("nginx"),
                Set.of(),
                new ByClock(RandomHistory.START),
                null,
                10,
                new PageCursor.OfNumber(9));
        assertThat(plan(timed, 1L)).startsWith("SEARCH c USING INDEX change_by_entry (entry=? AND seq<?)");
    }

    @Test
    void sortsNothingWhateverIsAsked() throws Exception {
        List<Row> rows = new RandomHistory(1).rows(ROWS);
        store.add(rows);
        Random random = new Random(5);

        for (int i = 0; i < 200; i++) {
            ChangeQuery query = query(random, rows);
            assertThat(plan(query, null)).as(query.toString()).doesNotContain("ORDER BY");
            assertThat(plan(query, 1L)).as(query.toString()).doesNotContain("ORDER BY");
        }
    }

    private static long since(Moment moment) {
        return Moments.millis(((ByClock) moment).instant());
    }

    private static ChangeQuery one(String host, String packageName) {
        return new ChangeQuery(Set.of(host), Set.of(packageName), Set.of(), null, null, 10, null);
    }

    private String plan(ChangeQuery query, @Nullable Long entry) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (PreparedStatement explain = new ChangeSql(query, entry, 11).explain(reader);
                ResultSet rows = explain.executeQuery()) {
            while (rows.next()) {
                steps.add(rows.getString("detail"));
            }
        }
        return String.join(" | ", steps);
    }

    private List<RecordedChange> pages(ChangeQuery query) throws SQLException {
        List<RecordedChange> all = new ArrayList<>();
        ChangePage page = Questions.page(reader, query);
        all.addAll(page.changes());
        while (page.next() != null) {
            assertThat(page.changes()).hasSize(query.limit());
            page = Questions.page(reader, query.after(page.next()));
            all.addAll(page.changes());
        }
        return all;
    }

    private static ChangeQuery query(Random random, List<Row> rows) {
        return new ChangeQuery(
                some(random, RandomHistory.HOSTS),
                some(random, RandomHistory.PACKAGES),
                some(random, Arrays.asList(ChangeKind.values())),
                moment(random, rows),
                moment(random, rows),
                1 + random.nextInt(400),
                null);
    }

    private static <T> Set<T> some(Random random, List<T> all) {
        Set<T> some = new HashSet<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            some.add(all.get(random.nextInt(all.size())));
        }
        return some;
    }

    private static @Nullable Moment moment(Random random, List<Row> rows) {
        Row row = rows.get(random.nextInt(rows.size()));
        return switch (random.nextInt(4)) {
            case 0 -> new ByClock(row.at());
            case 1 -> new ByClock(row.at().plusNanos(random.nextInt(1_000_000)));
            case 2 -> new ByNumber(row.seq());
            default -> null;
        };
    }

    /** The same by brute force. */
    private static List<RecordedChange> model(List<Row> rows, ChangeQuery query) {
        boolean oneEntry = query.hosts().size() == 1 && query.packages().size() == 1;
        boolean byClock = !oneEntry && (query.since() instanceof ByClock || query.until() instanceof ByClock);
        Comparator<RecordedChange> oldestFirst = byClock
                ? Comparator.comparing(RecordedChange::at).thenComparing(RecordedChange::seq)
                : Comparator.comparing(RecordedChange::seq);
        return rows.stream()
                .map(Row::recorded)
                .filter(change -> has(query.hosts(), change.subject().key().host()))
                .filter(change -> has(query.packages(), change.subject().key().packageName()))
                .filter(change -> has(query.kinds(), change.kind()))
                .filter(change -> query.since() == null || isSince(change, query.since()))
                .filter(change -> query.until() == null || isUntil(change, query.until()))
                .sorted(oldestFirst.reversed())
                .toList();
    }

    private static <T> boolean has(Set<T> wanted, T one) {
        return wanted.isEmpty() || wanted.contains(one);
    }

    private static boolean isSince(RecordedChange change, Moment since) {
        return since instanceof ByClock clock
                ? !change.at().isBefore(clock.instant())
                : change.seq() > ((ByNumber) since).seq();
    }

    private static boolean isUntil(RecordedChange change, Moment until) {
        return until instanceof ByClock clock
                ? change.at().isBefore(clock.instant())
                : change.seq() <= ((ByNumber) until).seq();
    }
}
