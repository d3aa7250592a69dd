package dev.rollcall.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollcall.history.Comparison.Difference;
import dev.rollcall.history.Comparison.Point;
import dev.rollcall.history.FilledStore.Row;
import dev.rollcall.history.Moment.ByClock;
import dev.rollcall.history.Moment.ByNumber;
import dev.rollcall.inventory.ChangeKind;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.VersionState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What differed between two moments, beside two states that are kept in maps. */
class DiffTest {
    private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");

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
    @ValueSource(longs = {1, 2, 3})
    void isTheDifferenceOfTheTwoStates(long seed) throws Exception {
        // given
        List<Row> rows = new RandomHistory(seed).rows(2_000);
        store.add(rows);
        Random random = new Random(seed);

        for (int i = 0; i < 100; i++) {
            // when
            long one = random.nextInt(2_300);
            long other = random.nextInt(2_300);
            long from = Math.min(one, other);
            long to = Math.max(one, other);

            // then
            Comparison diff = diff(new ByNumber(from), new ByNumber(to));
            assertThat(diff.differences()).isEqualTo(model(rows, from, to));
            assertThat(diff.complete()).isTrue();
        }
    }

    @Test
    void aClockTimeIsTheLastChangeBeforeIt() throws Exception {
        store.add(List.of(
                Row.upgrade(1, NINE, "nginx", "1.0", "1.1"),
                Row.upgrade(2, NINE.plusSeconds(10), "nginx", "1.1", "1.2"),
                Row.upgrade(5, NINE.plusSeconds(20), "nginx", "1.2", "1.3")));

        Comparison diff = diff(new ByClock(NINE.plusSeconds(10)), new ByClock(NINE.plusSeconds(20)));

        assertThat(diff.from()).isEqualTo(new Point(1, NINE));
        assertThat(diff.to()).isEqualTo(new Point(2, NINE.plusSeconds(10)));
        assertThat(diff.differences())
                .extracting(Difference::from, Difference::to)
                .containsExactly(tuple("1.1", "1.2"));
    }

    @Test
    void aClockThatWasWrongOnceHasNoSayInWhatCameLater() throws Exception {
        store.add(List.of(
                Row.upgrade(1, NINE, "nginx", "1.0", "1.1"),
                Row.upgrade(2, NINE.plusSeconds(1_000_000), "nginx", "1.1", "1.2"),
                Row.upgrade(3, NINE.plusSeconds(20), "nginx", "1.2", "1.3"),
                Row.upgrade(4, NINE.plusSeconds(30), "nginx", "1.3", "1.4")));

        Comparison diff = diff(new ByClock(NINE.plusSeconds(25)), new ByNumber(4));

        assertThat(diff.from().seq()).isEqualTo(3);
        assertThat(diff.differences())
                .extracting(Difference::from, Difference::to)
                .containsExactly(tuple("1.3", "1.4"));
    }

    @Test
    void whatCameBackToWhereItWasIsNoDifference() throws Exception {
        store.add(List.of(Row.upgrade(1, NINE, "nginx", "1.0", "1.1"), Row.upgrade(2, NINE, "nginx", "1.1", "1.0")));

        assertThat(diff(new ByNumber(0), new ByNumber(2)).differences()).isEmpty();
        assertThat(diff(new ByNumber(1), new ByNumber(2)).differences())
                .extracting(Difference::kind)
                .containsExactly(ChangeKind.DOWNGRADED);
    }

    @Test
    void saysWhereItBeginsWhenOlderChangesWereRemoved() throws Exception {
        store.add(List.of(
                Row.upgrade(1, NINE, "nginx", "1.0", "1.1"),
                Row.upgrade(2, NINE.plusSeconds(10), "nginx", "1.1", "1.2"),
                Row.upgrade(3, NINE.plusSeconds(20), "nginx", "1.2", "1.3")));
        store.execute("DELETE FROM change WHERE seq = 1");

        Comparison all = diff(new ByClock(NINE.minusSeconds(1)), new ByNumber(3));
        assertThat(all.complete()).isFalse();
        assertThat(all.from()).isEqualTo(new Point(1, NINE.plusSeconds(10)));
        assertThat(all.differences())
                .extracting(Difference::from, Difference::to)
                .containsExactly(tuple("1.1", "1.3"));
        assertThat(diff(new ByNumber(0), new ByNumber(3)).complete()).isFalse();
        assertThat(diff(new ByNumber(1), new ByNumber(3)).complete()).isTrue();
    }

    @Test
    void beforeTheFirstChangeThereWasNothing() throws Exception {
        store.add(new Row(1, NINE, new EntryKey("web1", "nginx"), null, FilledStore.ok("1.0"), null));

        Comparison diff = diff(new ByClock(NINE.minusSeconds(60)), new ByClock(NINE.plusSeconds(60)));

        assertThat(diff.complete()).isTrue();
        assertThat(diff.from().seq()).isZero();
        assertThat(diff.differences()).extracting(Difference::kind).containsExactly(ChangeKind.APPEARED);
    }

    @Test
    void anEmptyStoreHasNoDifferences() throws Exception {
        Comparison fresh = diff(new ByClock(NINE), new ByNumber(0));
        assertThat(fresh).isEqualTo(new Comparison(new Point(0, null), new Point(0, null), true, List.of()));

        store.execute("UPDATE meta SET seq = 9");
        assertThat(diff(new ByNumber(3), new ByNumber(9)).complete()).isFalse();
        assertThat(diff(new ByNumber(9), new ByNumber(9)).complete()).isTrue();
    }

    @Test
    void worksInsideATransactionOfItsOwner() throws Exception {
        store.add(Row.upgrade(1, NINE, "nginx", "1.0", "1.1"));
        reader.setAutoCommit(false);

        assertThat(diff(new ByNumber(0), new ByNumber(1)).differences()).hasSize(1);
        assertThat(diff(new ByNumber(0), new ByNumber(1)).differences()).hasSize(1);
    }

    @Test
    void doesNotSeeWhatIsWrittenMeanwhile() throws Exception {
        store.add(Row.upgrade(1, NINE, "nginx", "1.0", "1.1"));

        long seen = Transactions.reading(reader, connection -> {
            long before =
                    Questions.page(connection, ChangeQuery.newest(10)).changes().size();
            store.add(Row.upgrade(2, NINE, "nginx", "1.1", "1.2"));
            return 10 * before
                    + Questions.page(connection, ChangeQuery.newest(10))
                            .changes()
                            .size();
        });

        assertThat(seen).isEqualTo(11);
        assertThat(Questions.page(reader, ChangeQuery.newest(10)).changes()).hasSize(2);
    }

    @Test
    void isEmptyWhenTheMomentsAreTheWrongWayRound() throws Exception {
        store.add(List.of(
                Row.upgrade(1, NINE, "nginx", "1.0", "1.1"),
                Row.upgrade(2, NINE.plusSeconds(10), "nginx", "1.1", "1.2")));

        assertThat(new DiffQuestion(new ByNumber(2), new ByNumber(1)).answer(reader))
                .isEmpty();
        assertThat(new DiffQuestion(new ByClock(NINE.plusSeconds(2)), new ByClock(NINE.plusSeconds(1))).answer(reader))
                .isEmpty();
        assertThat(new DiffQuestion(new ByNumber(2), new ByClock(NINE.plusSeconds(5))).answer(reader))
                .isEmpty();
    }

    private Comparison diff(Moment from, Moment to) throws SQLException {
        return new DiffQuestion(from, to).answer(reader).orElseThrow();
    }

    private static List<Difference> model(List<Row> rows, long from, long to) {
        Map<EntryKey, VersionState> before = new TreeMap<>();
        Map<EntryKey, VersionState> after = new TreeMap<>();
        for (Row row : rows) {
            if (row.seq() <= from) {
                before.put(row.key(), row.after());
            }
            if (row.seq() <= to) {
                after.put(row.key(), row.after());
            }
        }
        List<Difference> differences = new ArrayList<>();
        after.forEach((key, is) -> {
            VersionState was = before.get(key);
            ChangeKind.between(was, is)
                    .ifPresent(kind -> differences.add(new Difference(
                            FilledStore.subject(key),
                            kind,
                            was == null ? null : was.version(),
                            is == null ? null : is.version())));
        });
        return differences;
    }
}
