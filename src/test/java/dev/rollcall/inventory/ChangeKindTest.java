package dev.rollcall.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What each step in the life of one entry is called; {@code null}: the step is none. */
class ChangeKindTest {
    private final ScriptedInventory nginx = new ScriptedInventory();

    @Test
    void aFirstVersionAppears() {
        assertThat(kind(nginx.gives("1.0"))).isEqualTo(ChangeKind.APPEARED);
    }

    @Test
    void aLaterVersionIsAnUpgradeAndAnEarlierOneADowngrade() {
        nginx.gives("1.9");
        assertThat(kind(nginx.gives("1.10"))).isEqualTo(ChangeKind.UPGRADED);
        assertThat(kind(nginx.gives("1.2"))).isEqualTo(ChangeKind.DOWNGRADED);
    }

    @Test
    void versionsThatCannotBeComparedOrAreEqualHaveChanged() {
        nginx.gives("bookworm/sid");
        assertThat(kind(nginx.gives("12.1"))).isEqualTo(ChangeKind.CHANGED);
        assertThat(kind(nginx.gives("12.1.0"))).isEqualTo(ChangeKind.CHANGED);
    }

    @Test
    void aFailureAndAnotherFailureAreToldApartAndTheSameOneIsNot() {
        nginx.gives("1.0");
        assertThat(kind(nginx.fails("time-out", "a"))).isEqualTo(ChangeKind.FAILED);
        assertThat(nginx.fails("time-out", "b").changes()).isEmpty();
        assertThat(kind(nginx.fails("no match", ""))).isEqualTo(ChangeKind.FAILED);
        assertThat(kind(nginx.isOverdue("overdue"))).isEqualTo(ChangeKind.FAILED);
    }

    @Test
    void theSameVersionAfterAFailureHasRecoveredAndAnotherOneIsAnUpgrade() {
        nginx.gives("1.0");
        nginx.fails("time-out", "");
        assertThat(kind(nginx.gives("1.0"))).isEqualTo(ChangeKind.RECOVERED);
        nginx.fails("time-out", "");
        assertThat(kind(nginx.gives("1.1"))).isEqualTo(ChangeKind.UPGRADED);
    }

    @Test
    void aFirstVersionAfterFailuresHasRecovered() {
        assertThat(kind(nginx.fails("time-out", ""))).isEqualTo(ChangeKind.FAILED);
        assertThat(kind(nginx.gives("1.0"))).isEqualTo(ChangeKind.RECOVERED);
    }

    @Test
    void whatIsUninstalledIsMissingAndAppearsAgain() {
        nginx.gives("1.0");
        assertThat(kind(nginx.isAbsent("not on the path"))).isEqualTo(ChangeKind.MISSING);
        assertThat(kind(nginx.gives("1.0"))).isEqualTo(ChangeKind.APPEARED);
    }

    @Test
    void anotherLabelIsNoKindOfChange() {
        Entry before = new Entry(ScriptedInventory.NGINX, "1.0", Status.OK, at(), at(), null, null, 1);
        Subject renamed = new Subject(before.key(), "NGINX Plus", "Other");
        Entry after = new Entry(renamed, "1.0", Status.OK, at(), at(), null, null, 2);

        assertThat(Change.to(before, after, at()).kind()).isEmpty();
        assertThat(Change.removal(before, 2, at()).kind()).hasValue(ChangeKind.REMOVED);
    }

    @Test
    void everyKindIsFoundByItsNameOnTheWire() {
        for (ChangeKind kind : ChangeKind.values()) {
            assertThat(ChangeKind.named(kind.wireName())).hasValue(kind);
        }
        assertThat(ChangeKind.named("UPGRADED")).isEmpty();
    }

    private static java.time.Instant at() {
        return ScriptedInventory.minute(0);
    }

    private static ChangeKind kind(Update update) {
        assertThat(update.changes()).hasSize(1);
        return update.changes().get(0).kind().orElseThrow();
    }
}
