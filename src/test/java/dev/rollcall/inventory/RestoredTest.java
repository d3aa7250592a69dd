package dev.rollcall.inventory;

import static dev.rollcall.inventory.ScriptedInventory.minute;
import static dev.rollcall.inventory.ScriptedInventory.reading;
import static dev.rollcall.inventory.ScriptedInventory.subject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollcall.inventory.Reading.Failed;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Reading.Gone;
import dev.rollcall.inventory.Update.Confirmation;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a restart does to entries and to those who come back after it. The server is started again at minute 5. */
class RestoredTest {
    private static final Subject NGINX = subject("web-1", "nginx");
    private static final Subject PHP = subject("web-1", "php");
    private static final Clock CLOCK = Clock.fixed(minute(5), ZoneOffset.UTC);

    private final Entry nginx = new Entry(NGINX, "1.0", Status.OK, minute(0), minute(4), null, "0.9", 7);
    private final Entry php =
            new Entry(PHP, "8.2", Status.FAILED, minute(1), minute(4), new Reason("time-out", "", minute(2)), null, 9);
    private final Inventory inventory = new Inventory(
            new Past(new Cursor("e1", 10), List.of(nginx, php), Map.of(), Map.of(), Removals.NONE), CLOCK, 100);

    @Test
    void showsEveryEntryAsStaleWithItsLastVersion() {
        Snapshot snapshot = inventory.snapshot();

        assertThat(snapshot.cursor()).isEqualTo(new Cursor("e1", 10));
        Reason reason = new Reason("not checked since Rollcall was started again", "", minute(5));
        assertThat(snapshot.entries())
                .containsExactly(
                        new Entry(NGINX, "1.0", Status.STALE, minute(0), minute(4), reason, "0.9", 7),
                        new Entry(PHP, "8.2", Status.STALE, minute(1), minute(4), reason, null, 9));
        assertThat(inventory.lastKnown()).containsExactly(nginx, php);
    }

    @Test
    void aConfirmedEntryIsWhatItWasAndNoChange() {
        // when
        Update update = apply(reading(NGINX, new Found("1.0"), 6), reading(PHP, new Failed("time-out", ""), 6));

        // then
        assertThat(update.changes()).isEmpty();
        assertThat(update.isNews()).isTrue();
        assertThat(update.confirmations())
                .containsExactly(new Confirmation(NGINX.key(), 11), new Confirmation(PHP.key(), 12));
        assertThat(update.snapshot().seq()).isEqualTo(12);
        assertThat(update.snapshot().entries())
                .containsExactly(
                        new Entry(NGINX, "1.0", Status.OK, minute(0), minute(6), null, "0.9", 7),
                        new Entry(PHP, "8.2", Status.FAILED, minute(1), minute(6), php.reason(), null, 9));
    }

    @Test
    void aChangeIsOneFromWhatWasKnownBeforeTheRestart() {
        Update update = apply(reading(NGINX, new Found("1.1"), 6), reading(PHP, new Gone(), 6));

        assertThat(update.changes()).extracting(Change::before).containsExactly(nginx, php);
        assertThat(update.changes().get(0).kind()).hasValue(ChangeKind.UPGRADED);
        assertThat(update.confirmations()).isEmpty();
    }

    @Test
    void whoComesBackBeforeAnythingIsConfirmedLearnsThatAllIsStale() {
        assertThat(keys(9)).containsExactly(NGINX.key(), PHP.key());
        assertThat(keys(10)).isEmpty();
    }

    @Test
    void whoComesBackAfterAllIsConfirmedHasMissedNothing() {
        // when
        apply(reading(NGINX, new Found("1.0"), 6), reading(PHP, new Failed("time-out", ""), 6));

        // then
        assertThat(keys(9)).isEmpty();
        // PHP failed under number 9.
        assertThat(keys(8)).containsExactly(PHP.key());
        // These saw them stale.
        assertThat(keys(10)).containsExactly(NGINX.key(), PHP.key());
        assertThat(keys(11)).containsExactly(PHP.key());
        assertThat(keys(12)).isEmpty();
    }

    @Test
    void whoSawAnEntryStaleAndMissedItsConfirmationIsToldAfterYetAnotherRestart() {
        // given
        Update confirmed = apply(reading(NGINX, new Found("1.0"), 6), reading(PHP, new Failed("time-out", ""), 6));
        Map<EntryKey, Long> told = new HashMap<>();
        confirmed.confirmations().forEach(one -> told.put(one.key(), one.seq()));

        // when
        Inventory again = new Inventory(
                new Past(new Cursor("e1", 13), inventory.lastKnown(), told, Map.of(), Removals.NONE), CLOCK, 100);
        again.apply(List.of(reading(NGINX, new Found("1.0"), 7), reading(PHP, new Failed("time-out", ""), 7)));

        // then
        assertThat(again.snapshot().changedSince(10)).extracting(Standing::key).containsExactly(NGINX.key(), PHP.key());
        assertThat(again.snapshot().changedSince(12)).isEmpty();
        assertThat(again.snapshot().changedSince(13)).extracting(Standing::key).containsExactly(NGINX.key(), PHP.key());
    }

    @Test
    void anotherNumberingLetsNobodyResumeAndKeepsTheState() {
        // given
        Snapshot before = inventory.snapshot();

        // when
        Snapshot begun = inventory.begin(new Cursor("e2", 11), List.of(nginx.withSeq(11)), List.of());

        // then
        assertThat(begun.canResumeFrom(before.cursor())).isFalse();
        assertThat(begun.reachesBackTo(10)).isFalse();
        assertThat(begun.canResumeFrom(begun.cursor())).isTrue();
        assertThat(begun.revision()).isGreaterThan(before.revision());
        assertThat(begun.entries()).extracting(Entry::seq).containsExactly(11L, 9L);
        apply(reading(NGINX, new Found("1.0"), 6));
        assertThat(inventory.snapshot().entries().get(0).seq()).isEqualTo(11);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inventory.begin(new Cursor("e3", 12), List.of(), List.of()));
    }

    @Test
    void anEntryThatCouldOnlyBeReadLaterComesOntoTheBoardAsStale() {
        // given
        Inventory empty = new Inventory("live", CLOCK, 100);

        // when
        Snapshot begun = empty.begin(new Cursor("e2", 11), List.of(), List.of(nginx));

        // then
        assertThat(begun.entries())
                .extracting(Entry::status, Entry::version)
                .containsExactly(tuple(Status.STALE, "1.0"));
        assertThat(empty.lastKnown()).containsExactly(nginx);
        Update confirmed = empty.apply(List.of(reading(NGINX, new Found("1.0"), 6)));
        assertThat(confirmed.changes()).isEmpty();
        assertThat(confirmed.confirmations()).hasSize(1);
        assertThat(confirmed.snapshot().changedSince(11))
                .extracting(Standing::key)
                .containsExactly(NGINX.key());
    }

    private List<EntryKey> keys(long knownSeq) {
        return inventory.snapshot().changedSince(knownSeq).stream()
                .map(Standing::key)
                .toList();
    }

    private Update apply(Reading... readings) {
        return inventory.apply(List.of(readings));
    }
}
