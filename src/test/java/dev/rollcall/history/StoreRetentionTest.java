package dev.rollcall.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Past;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Reading.Gone;
import dev.rollcall.inventory.Reading.Outcome;
import dev.rollcall.inventory.Removal;
import dev.rollcall.inventory.Subject;
import dev.rollcall.inventory.Update;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is too old goes, a little at a time; what is on the board stays, however old. */
class StoreRetentionTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Store store;
    private Inventory inventory;
    private int day;

    @BeforeEach
    void open() throws Exception {
        store = Store.on(Databases.inMemory(), "epoch");
        inventory = new Inventory(store.past(), Clock.systemUTC(), 100);
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    @Test
    void removesWhatIsOlderAndLeavesTheBoardAsItIs() throws Exception {
        // given
        record("old", new Found("1.0"));
        record("old", new Found("1.1"));
        record("new", new Found("2.0"));
        Past before = store.past();

        // when
        int removed = store.prune(at(2), at(1000), 1000);

        // then
        assertThat(removed).isEqualTo(2);
        assertThat(seqs()).containsExactly(3L);
        assertThat(store.past()).isEqualTo(before);
    }

    @Test
    void removesTheOldestFirstAndNoMoreThanIsAskedFor() throws Exception {
        for (int i = 0; i < 10; i++) {
            record("it", new Found("1." + i));
        }

        assertThat(store.prune(at(8), at(1000), 3)).isEqualTo(3);
        assertThat(seqs()).startsWith(4L).hasSize(7);
        assertThat(store.prune(at(8), at(1000), 1000)).isEqualTo(5);
        assertThat(seqs()).containsExactly(9L, 10L);
        assertThat(store.prune(at(8), at(1000), 1000)).isZero();
    }

    @Test
    void forgetsAPackageThatLeftTheBoardWithItsLastChangeAndSaysSoToWhoeverComesBack() throws Exception {
        // given
        record("gone", new Found("1.0"));
        record("gone", new Gone());
        record("there", new Found("2.0"));

        // when
        store.prune(at(1), at(1000), 1000);

        // then: its removal is still there
        assertThat(store.past().removals().kept()).containsExactly(new Removal(new EntryKey("h", "gone"), 2));
        assertThat(store.past().removals().forgottenSeq()).isZero();

        // when
        store.prune(at(2), at(1000), 1000);
        record("there", new Found("2.1"));

        // then
        assertThat(store.past().removals().kept()).isEmpty();
        assertThat(store.past().removals().forgottenSeq()).isEqualTo(2);
    }

    @Test
    void aPackageThatWasForgottenMayComeBack() throws Exception {
        record("it", new Found("1.0"));
        record("it", new Gone());
        store.prune(at(5), at(1000), 1000);

        record("it", new Found("1.1"));

        assertThat(store.past().entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.version()).isEqualTo("1.1"));
        assertThat(seqs()).containsExactly(3L);
    }

    @Test
    void aHistoryInMemoryKeepsTheNewestOnly() throws Exception {
        for (int i = 0; i < 10; i++) {
            record("it", new Found("1." + i));
        }

        Pruning.toNewest(store.connection(), 4);
        Pruning.toNewest(store.connection(), 4);

        assertThat(seqs()).containsExactly(7L, 8L, 9L, 10L);
    }

    @Test
    void whatAWrongClockDatedInTheFutureIsAsOldAsWhatCameAfterIt() throws Exception {
        // given
        record("it", new Found("1.0"));
        day = 5000;
        record("it", new Found("1.1"));
        day = 2;
        record("it", new Found("1.2"));
        record("it", new Found("1.3"));

        // then: not before what came after it is too old
        assertThat(store.prune(at(1), at(1000), 1000)).isEqualTo(1);
        assertThat(store.prune(at(3), at(1000), 1000)).isEqualTo(2);
        assertThat(seqs()).containsExactly(4L);
    }

    @Test
    void aClockThatWasOnceSetFarBackRemovesNothingThatIsNew() throws Exception {
        day = 100;
        record("it", new Found("1.0"));
        day = 0;
        record("it", new Found("1.1"));

        assertThat(store.prune(at(50), at(1000), 1000)).isZero();
    }

    @Test
    void aBoundedStoreDoesNotGrowHoweverManyChangesCome() throws Exception {
        store.close();
        store = Store.on(Databases.inMemory(), "epoch", 20);
        inventory = new Inventory(store.past(), Clock.systemUTC(), 100);

        for (int i = 0; i < 200; i++) {
            record("it", new Found("1." + i));
            assertThat(seqs()).hasSizeLessThanOrEqualTo(23);
        }
        assertThat(seqs()).endsWith(200L).hasSizeGreaterThanOrEqualTo(20);
    }

    /** One change a day. */
    private void record(String name, Outcome outcome) throws Exception {
        Subject subject = new Subject(new EntryKey("h", name), name, "Other");
        Update update = inventory.apply(List.of(new Reading(subject, outcome, at(day++), Duration.ZERO)));
        store.write(update, store.cursor());
    }

    private static Instant at(int day) {
        return START.plus(Duration.ofDays(day));
    }

    private List<Long> seqs() throws Exception {
        List<Long> seqs = new ArrayList<>();
        try (Statement sql = store.connection().createStatement();
                ResultSet row = sql.executeQuery("SELECT seq FROM change ORDER BY seq")) {
            while (row.next()) {
                seqs.add(row.getLong(1));
            }
        }
        return seqs;
    }
}
