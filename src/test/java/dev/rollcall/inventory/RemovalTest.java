package dev.rollcall.inventory;

import static dev.rollcall.inventory.ScriptedInventory.EPOCH;
import static dev.rollcall.inventory.ScriptedInventory.NGINX;
import static dev.rollcall.inventory.ScriptedInventory.minute;
import static dev.rollcall.inventory.ScriptedInventory.reading;
import static dev.rollcall.inventory.ScriptedInventory.subject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Reading.Gone;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An entry leaves the board, and those who show it are told, however late they ask. */
class RemovalTest {
    private static final Subject PHP = subject("web-1", "php");
    private static final int ENTRIES_MAX = 20_000;

    private final Inventory inventory = new Inventory(EPOCH, Clock.fixed(minute(0), ZoneOffset.UTC), ENTRIES_MAX);

    @Test
    void takesAnEntryOffTheBoardByAChangeWithANumber() {
        // given
        Entry nginx = apply(found(NGINX), found(PHP)).changes().get(0).after();

        // when
        Update update = apply(gone(NGINX));

        // then
        assertThat(update.changes()).containsExactly(new Change(nginx, null, 3, minute(1)));
        assertThat(update.changes().get(0).key()).isEqualTo(NGINX.key());
        assertThat(update.snapshot().entries()).extracting(Entry::key).containsExactly(PHP.key());
        assertThat(update.snapshot().seq()).isEqualTo(3);
    }

    @Test
    void saysNothingOfTheRemovalOfWhatIsNotThere() {
        // given
        apply(found(NGINX), gone(NGINX));

        // when
        Update update = apply(gone(NGINX), gone(PHP));

        // then
        assertThat(update.changes()).isEmpty();
        assertThat(update.snapshot().seq()).isEqualTo(2);
        assertThat(update.snapshot().removals()).isEqualTo(new Removals(List.of(new Removal(NGINX.key(), 2)), 0));
    }

    @Test
    void tellsThoseWhoShowItsOldCategoryThatItMovedToAnother() {
        // given
        Subject here = new Subject(NGINX.key(), NGINX.label(), "Here");
        Subject there = new Subject(NGINX.key(), NGINX.label(), "There");
        Entry before = apply(found(here)).changes().get(0).after();

        // when
        Update update = apply(found(there));

        // then
        Entry after = update.changes().get(0).after();
        assertThat(update.changes()).singleElement().satisfies(change -> {
            assertThat(change.before()).isEqualTo(before);
            assertThat(change.seq()).isEqualTo(3);
        });
        assertThat(after.since()).isEqualTo(before.since());
        assertThat(update.snapshot().changedSince(1)).containsExactly(new Removal(NGINX.key(), 2), after);
        assertThat(update.snapshot().changedSince(2)).containsExactly(after);

        // when: it moves back, and goes
        Snapshot gone = apply(found(here), gone(NGINX)).snapshot();

        // then
        assertThat(gone.changedSince(1)).containsExactly(new Removal(NGINX.key(), 6));
    }

    @Test
    void tellsWhoComesBackOfTheRemovalInTheOrderOfTheChanges() {
        // when
        Snapshot now = apply(found(NGINX), found(PHP), gone(NGINX), found(subject("web-1", "redis")))
                .snapshot();

        // then
        Removal removal = new Removal(NGINX.key(), 3);
        assertThat(now.changedSince(1)).hasSize(3).element(1).isEqualTo(removal);
        assertThat(now.changedSince(2)).hasSize(2).first().isEqualTo(removal);
        assertThat(now.changedSince(3)).hasSize(1).doesNotContain(removal);
        assertThat(now.canResumeFrom(new Cursor(EPOCH, 0))).isTrue();
    }

    @Test
    void anEntryThatComesBackIsNewAndNoLongerRemoved() {
        // given
        apply(found(NGINX), gone(NGINX));

        // when
        Update update = apply(found(NGINX));

        // then
        assertThat(update.changes()).singleElement().satisfies(change -> {
            assertThat(change.before()).isNull();
            assertThat(change.seq()).isEqualTo(3);
        });
        assertThat(update.snapshot().removals().kept()).isEmpty();
        assertThat(update.snapshot().changedSince(1))
                .containsExactly(update.changes().get(0).after());
    }

    @Test
    void isNumberedAnewWhenItIsRemovedASecondTime() {
        // when
        Snapshot now = apply(found(NGINX), found(PHP), gone(NGINX), gone(PHP), found(NGINX), gone(NGINX))
                .snapshot();

        // then
        assertThat(now.removals().kept()).containsExactly(new Removal(PHP.key(), 4), new Removal(NGINX.key(), 6));
    }

    @Test
    void keepsTheSameListOfRemovalsWhileNothingIsRemoved() {
        // given
        Removals removals =
                apply(found(NGINX), found(PHP), gone(PHP)).snapshot().removals();

        // when
        Snapshot next = apply(found(NGINX)).snapshot();

        // then
        assertThat(next.removals()).isSameAs(removals);
    }

    @Test
    void forgetsTheOldestRemovalsAndSendsThoseBehindThemToTheBeginning() {
        // given
        int many = Tombstones.REMEMBERED_MAX;
        apply(many + 2, RemovalTest::found);

        // when
        Snapshot full = apply(many, RemovalTest::gone).snapshot();

        // then
        assertThat(full.canResumeFrom(new Cursor(EPOCH, 0))).isTrue();

        // when
        Snapshot forgetful = apply(gone(nth(many)), gone(nth(many + 1))).snapshot();

        // then: the first two removals are number many + 3 and many + 4
        assertThat(forgetful.removals().kept()).hasSize(many);
        assertThat(forgetful.removals().forgottenSeq()).isEqualTo(many + 4);
        assertThat(forgetful.canResumeFrom(new Cursor(EPOCH, 0))).isFalse();
        assertThat(forgetful.canResumeFrom(new Cursor(EPOCH, many + 3))).isFalse();
        assertThat(forgetful.canResumeFrom(new Cursor(EPOCH, many + 4))).isTrue();
        assertThat(forgetful.changedSince(many + 4)).hasSize(many);
        assertThat(full.removals().kept()).first().isEqualTo(new Removal(nth(0).key(), many + 3));
    }

    @Test
    void doesNotRememberAgainWhatItForgot() {
        // given
        int many = Tombstones.REMEMBERED_MAX;
        apply(many + 1, RemovalTest::found);
        apply(many + 1, RemovalTest::gone);

        // when
        Snapshot emptied = apply(many + 1, RemovalTest::found).snapshot();

        // then
        assertThat(emptied.removals()).isEqualTo(new Removals(List.of(), many + 2));
        assertThat(emptied.canResumeFrom(new Cursor(EPOCH, many + 1))).isFalse();
    }

    @Test
    void refusesANewEntryBeyondTheLimitAndCountsIt() {
        // given
        Inventory small = new Inventory(EPOCH, Clock.fixed(minute(0), ZoneOffset.UTC), 2);

        // when
        Update update = small.apply(List.of(found(nth(0)), found(nth(1)), found(nth(2)), found(nth(0)), found(nth(3))));

        // then
        assertThat(update.changes()).extracting(Change::key).containsExactly(nth(0).key(), nth(1).key());
        assertThat(small.refused()).isEqualTo(2);

        // when: there is room again
        Update next = small.apply(List.of(gone(nth(0)), found(nth(2))));

        // then
        assertThat(next.snapshot().entries()).extracting(Entry::key).containsExactly(nth(1).key(), nth(2).key());
        assertThat(small.refused()).isEqualTo(2);
    }

    @Test
    void givesThePlaceOfWhatIsMissingForLongestToWhatIsInstalled() {
        // given
        Inventory small = new Inventory(EPOCH, Clock.fixed(minute(0), ZoneOffset.UTC), 2);
        Reading first = found(nth(0));
        small.apply(List.of(
                new Reading(first.subject(), new Reading.Absent("gone"), minute(2), first.took()),
                new Reading(found(nth(1)).subject(), new Reading.Absent("gone"), minute(1), first.took())));

        // when
        Update update = small.apply(List.of(
                found(nth(2)),
                new Reading(found(nth(3)).subject(), new Reading.Absent("none"), minute(3), first.took())));

        // then: two changes, each with its number; what is itself missing displaces nothing
        assertThat(update.changes()).extracting(Change::key).containsExactly(nth(1).key(), nth(2).key());
        assertThat(update.changes()).extracting(Change::seq).containsExactly(3L, 4L);
        assertThat(update.snapshot().entries()).extracting(Entry::key).containsExactly(nth(0).key(), nth(2).key());
        assertThat(small.refused()).isEqualTo(1);
    }

    @Test
    void aChangeIsOfSomethingAndHasOneNumber() {
        Entry nginx = apply(found(NGINX)).changes().get(0).after();

        assertThatIllegalArgumentException().isThrownBy(() -> new Change(null, null, 1, minute(0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Change(null, nginx, 2, minute(0)))
                .withMessageStartingWith("seq: found 2; must be that of Entry[");
    }

    private Update apply(Reading... readings) {
        return inventory.apply(List.of(readings));
    }

    private Update apply(int count, IntFunction<Reading> nth) {
        return inventory.apply(IntStream.range(0, count).mapToObj(nth).toList());
    }

    private static Subject nth(int n) {
        return subject("web-1", "package-" + n);
    }

    private static Reading found(int n) {
        return found(nth(n));
    }

    private static Reading gone(int n) {
        return gone(nth(n));
    }

    private static Reading found(Subject subject) {
        return reading(subject, new Found("1.0"), 0);
    }

    private static Reading gone(Subject subject) {
        return reading(subject, new Gone(), 1);
    }
}
