package dev.rollcall.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.history.CatchUp.Seen;
import dev.rollcall.inventory.Change;
import dev.rollcall.inventory.ChangeKind;
import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Absent;
import dev.rollcall.inventory.Reading.Failed;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Reading.Gone;
import dev.rollcall.inventory.Reading.Outcome;
import dev.rollcall.inventory.Status;
import dev.rollcall.inventory.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is written when the store works again: the way from what it knows to what is known now. */
class CatchUpTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final EntryKey IT = new EntryKey("h", "it");

    /** What the store knows: what this one did. */
    private final Inventory before = new Inventory("durable", Clock.systemUTC(), 100);

    private final List<Change> steps = new ArrayList<>();
    private int minute;

    @Test
    void writesEachStepWithItsKindAndMomentBeyondAllNumbersThatWereGivenOut() {
        // given
        apply(before, new Found("1.0"));
        Inventory live = goesOn();

        // when
        happens(live, new Found("1.1"));
        happens(live, new Failed("exit code 1", ""));
        happens(live, new Found("1.1"));
        happens(live, new Found("1.0"));
        CatchUp done = catchUp(live);

        // then
        assertThat(done.changes())
                .extracting(change -> change.kind().orElseThrow().wireName())
                .containsExactly("upgraded", "failed", "recovered", "downgraded");
        assertThat(done.changes()).extracting(Change::at).containsExactly(at(1), at(2), at(3), at(4));
        assertThat(done.changes()).extracting(Change::seq).containsExactly(7L, 8L, 9L, 10L);
        assertThat(done.cursor()).isEqualTo(new Cursor("third", 11));
        assertThat(done.entries())
                .containsExactlyElementsOf(live.lastKnown().stream()
                        .map(entry -> entry.withSeq(10))
                        .toList());
    }

    @Test
    void keepsSinceWhenAndWhatWasBeforeWhereTheStoreCouldNotBeReadAtTheStart() {
        // given
        apply(before, new Found("0.9"));
        apply(before, new Found("1.0"));
        Inventory live = new Inventory("live", Clock.systemUTC(), 100);

        // when
        happens(live, new Found("1.0"));
        CatchUp done = catchUp(live);

        // then
        assertThat(done.changes()).isEmpty();
        assertThat(done.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.since()).isEqualTo(at(1));
            assertThat(entry.previous()).isEqualTo("0.9");
            assertThat(entry.seq()).isEqualTo(2);
            assertThat(entry.checked()).isEqualTo(at(2));
        });
    }

    @Test
    void takesAFailureForNoLossOfTheVersionThatTheStoreKnows() {
        apply(before, new Found("1.0"));
        Inventory live = new Inventory("live", Clock.systemUTC(), 100);

        happens(live, new Failed("exit code 1", "detail"));
        CatchUp done = catchUp(live);

        assertThat(done.changes())
                .extracting(change -> change.kind().orElseThrow().wireName())
                .containsExactly("failed");
        assertThat(done.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.status()).isEqualTo(Status.FAILED);
            assertThat(entry.version()).isEqualTo("1.0");
            assertThat(entry.since()).isEqualTo(at(0));
        });
    }

    @Test
    void explainsWhatNoStepIsRememberedOf() {
        // given
        apply(before, new Found("1.0"));
        Inventory live = goesOn();
        happens(live, new Found("1.1"));
        happens(live, new Absent("not installed"));

        // when
        steps.clear();
        CatchUp done = catchUp(live);

        // then
        assertThat(done.changes()).singleElement().satisfies(change -> {
            assertThat(change.kind().orElseThrow().wireName()).isEqualTo("missing");
            assertThat(change.at()).isEqualTo(at(2));
        });
    }

    @Test
    void removesWhatIsNotThereAnyMore() {
        apply(before, new Found("1.0"));
        Inventory live = goesOn();

        happens(live, new Gone());
        CatchUp done = catchUp(live);

        assertThat(done.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.after()).isNull());
        assertThat(done.entries()).isEmpty();
    }

    @Test
    void writesNothingOfWhatTheStoreKnowsAlready() {
        apply(before, new Found("1.0"));
        Inventory live = goesOn();
        happens(live, new Found("1.1"));

        // when: that was written though nobody knew
        apply(before, new Found("1.1"));

        // then
        assertThat(catchUp(live).changes()).isEmpty();
    }

    @Test
    void whatCouldNotBeReadYetIsNotGoneUnlessSomebodySaidSo() {
        // given: the board began with nothing, for the file was locked
        apply(before, new Found("1.0"));
        Inventory live = new Inventory("live", Clock.systemUTC(), 100);

        // then: it is brought onto the board, and nothing is written
        CatchUp unseen = catchUp(live, Seen.NEVER);
        assertThat(unseen.changes()).isEmpty();
        assertThat(unseen.revived()).isEqualTo(before.lastKnown());

        // and: what came and went meanwhile is gone
        happens(live, new Found("1.0"));
        happens(live, new Gone());
        CatchUp gone = catchUp(live, Seen.NEVER);
        assertThat(gone.changes())
                .extracting(change -> change.kind().orElseThrow())
                .containsExactly(ChangeKind.REMOVED);
        assertThat(gone.revived()).isEmpty();
        assertThat(catchUp(new Inventory("live", Clock.systemUTC(), 100), Seen.BEFORE)
                        .changes())
                .extracting(change -> change.kind().orElseThrow())
                .containsExactly(ChangeKind.REMOVED);
    }

    /** A server that knows what the store knows, and cannot write. */
    private Inventory goesOn() {
        List<Entry> known = before.lastKnown();
        Inventory live = new Inventory("live", Clock.systemUTC(), 100);
        known.forEach(entry ->
                live.apply(List.of(reading(Reading.of(entry, entry.since()).outcome(), entry.since()))));
        live.begin(new Cursor("live", live.snapshot().seq() + 1), List.of(), List.of());
        return live;
    }

    private CatchUp catchUp(Inventory live) {
        return catchUp(live, Seen.BEFORE);
    }

    private CatchUp catchUp(Inventory live, Seen seen) {
        CatchUp.Known known =
                new CatchUp.Known(before.lastKnown(), before.snapshot().seq());
        CatchUp.Now now = new CatchUp.Now(
                live.lastKnown(), seen, Set.of(), live.snapshot().seq(), at(99));
        return CatchUp.of(known, steps, now, "third");
    }

    private void happens(Inventory live, Outcome outcome) {
        steps.addAll(apply(live, outcome));
    }

    private List<Change> apply(Inventory inventory, Outcome outcome) {
        return inventory.apply(List.of(reading(outcome, at(minute++)))).changes();
    }

    private static Reading reading(Outcome outcome, Instant at) {
        return new Reading(new Subject(IT, "It", "Other"), outcome, at, Duration.ZERO);
    }

    private static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }
}
