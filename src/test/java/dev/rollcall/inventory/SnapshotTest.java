package dev.rollcall.inventory;

import static dev.rollcall.inventory.ScriptedInventory.minute;
import static dev.rollcall.inventory.ScriptedInventory.subject;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotTest {
    private static final Entry APACHE = entry("apache", 7);
    private static final Entry NGINX = entry("nginx", 3);
    private static final Entry PHP = entry("php", 5);
    private static final Snapshot SNAPSHOT =
            new Snapshot(new Cursor("e2", 7), 12, minute(0), List.of(APACHE, NGINX, PHP), Removals.NONE);

    @Test
    void givesWhatIsNewerInTheOrderOfTheChanges() {
        assertThat(SNAPSHOT.changedSince(0)).containsExactly(NGINX, PHP, APACHE);
        assertThat(SNAPSHOT.changedSince(3)).containsExactly(PHP, APACHE);
        assertThat(SNAPSHOT.changedSince(4)).containsExactly(PHP, APACHE);
        assertThat(SNAPSHOT.changedSince(6)).containsExactly(APACHE);
    }

    @Test
    void givesNothingToWhomKnowsTheLastChange() {
        assertThat(SNAPSHOT.changedSince(7)).isEmpty();
        assertThat(SNAPSHOT.changedSince(Long.MAX_VALUE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "e2, 0, true",
        "e2, 6, true",
        "e2, 7, true",
        "e2, 8, false",
        "e2, 999999999999999999, false",
        "e1, 7, false",
        "e22, 7, false",
        "e, 7, false",
    })
    void resumesFromThePointsOfItsEpochThatHaveBeenReached(String epoch, long seq, boolean resumes) {
        assertThat(SNAPSHOT.canResumeFrom(new Cursor(epoch, seq))).isEqualTo(resumes);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "3, false", "4, true", "7, true", "8, false"})
    void doesNotResumeFromBeforeARemovalThatIsForgotten(long seq, boolean resumes) {
        // given
        Removals removals = new Removals(List.of(new Removal(PHP.key(), 6)), 4);
        Snapshot snapshot = new Snapshot(new Cursor("e2", 7), 12, minute(0), List.of(APACHE), removals);

        // then
        assertThat(snapshot.canResumeFrom(new Cursor("e2", seq))).isEqualTo(resumes);
    }

    @Test
    void isNumberedByItsLastChange() {
        assertThat(SNAPSHOT.seq()).isEqualTo(7);
    }

    @Test
    void copiesTheListItIsGiven() {
        // given
        List<Entry> entries = new ArrayList<>(List.of(NGINX));
        Snapshot snapshot = new Snapshot(new Cursor("e2", 3), 1, minute(0), entries, Removals.NONE);

        // when
        entries.add(PHP);

        // then
        assertThat(snapshot.entries()).containsExactly(NGINX);
    }

    private static Entry entry(String packageName, long seq) {
        return new Entry(subject("web-1", packageName), "1.0", Status.OK, minute(0), minute(0), null, null, seq);
    }
}
