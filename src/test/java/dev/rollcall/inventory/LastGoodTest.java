package dev.rollcall.inventory;

import static dev.rollcall.inventory.ScriptedInventory.minute;
import static dev.rollcall.inventory.ScriptedInventory.reading;
import static dev.rollcall.inventory.ScriptedInventory.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.Reading.Absent;
import dev.rollcall.inventory.Reading.Failed;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Reading.Gone;
import dev.rollcall.inventory.Reading.Outcome;
import dev.rollcall.inventory.Reading.Overdue;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When a version was last read well. */
class LastGoodTest {
    private static final Subject NGINX = subject("web-1", "nginx");
    private static final Clock CLOCK = Clock.fixed(minute(5), ZoneOffset.UTC);

    private final Inventory inventory = new Inventory("e1", CLOCK, 100);

    static List<Outcome> troubles() {
        return List.of(new Failed("time-out", ""), new Absent("not on the path"), new Overdue("busy"));
    }

    @Test
    void isTheLastCheckOfAnEntryThatIsWell() {
        // when
        apply(inventory, new Found("1.0"), 1);
        apply(inventory, new Found("1.0"), 3);

        // then
        assertThat(lastGood(inventory)).contains(minute(3));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void staysWhatItWasWhileThereIsTrouble(Outcome trouble) {
        // given
        apply(inventory, new Found("1.0"), 1);
        apply(inventory, new Found("1.0"), 3);

        // when
        apply(inventory, trouble, 4);
        apply(inventory, new Failed("another cause", ""), 5);
        apply(inventory, new Failed("another cause", ""), 6);

        // then
        assertThat(lastGood(inventory)).contains(minute(3));

        // when
        apply(inventory, new Found("1.0"), 7);
        apply(inventory, new Found("1.0"), 8);
        apply(inventory, trouble, 9);

        // then
        assertThat(lastGood(inventory)).contains(minute(8));
    }

    @Test
    void isUnknownOfWhatNeverWasWell() {
        // when
        apply(inventory, new Failed("time-out", ""), 1);

        // then
        assertThat(lastGood(inventory)).isEmpty();
    }

    @Test
    void isForgottenWithItsEntry() {
        // given
        apply(inventory, new Found("1.0"), 1);
        apply(inventory, new Failed("time-out", ""), 2);

        // when
        apply(inventory, new Gone(), 3);
        apply(inventory, new Failed("time-out", ""), 4);

        // then
        assertThat(lastGood(inventory)).isEmpty();
    }

    @Test
    void isKnownAfterARestartOfWhatWasWellBefore() {
        // given
        Entry before = new Entry(NGINX, "1.0", Status.OK, minute(0), minute(4), null, null, 7);
        Inventory restored = restored(before);

        // then: shown as stale
        assertThat(lastGood(restored)).contains(minute(4));

        // when
        apply(restored, new Failed("time-out", ""), 6);

        // then
        assertThat(lastGood(restored)).contains(minute(4));
    }

    @Test
    void isUnknownAfterARestartOfWhatWasInTroubleBefore() {
        // given
        Reason reason = new Reason("time-out", "", minute(3));
        Inventory restored = restored(new Entry(NGINX, "1.0", Status.FAILED, minute(0), minute(4), reason, null, 7));

        // then
        assertThat(lastGood(restored)).isEmpty();

        // when
        apply(restored, new Failed("time-out", ""), 6);

        // then
        assertThat(lastGood(restored)).isEmpty();
    }

    private static Inventory restored(Entry entry) {
        Past past = new Past(new Cursor("e1", 10), List.of(entry), Map.of(), Map.of(), Removals.NONE);
        return new Inventory(past, CLOCK, 100);
    }

    private static void apply(Inventory inventory, Outcome outcome, int minute) {
        inventory.apply(List.of(reading(NGINX, outcome, minute)));
    }

    private static Optional<Instant> lastGood(Inventory inventory) {
        return inventory.lastGood(inventory.snapshot().entries().get(0));
    }
}
