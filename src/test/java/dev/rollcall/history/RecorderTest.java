package dev.rollcall.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.history.HistoryState.Degraded;
import dev.rollcall.history.HistoryState.Recording;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Update;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Durable before visible; and when it cannot be durable, visible in a numbering of its own. */
@Timeout(60)
class RecorderTest {
    @TempDir
    Path folder;

    @Test
    void showsNothingThatIsNotWritten() throws Exception {
        try (RecorderRig rig = new RecorderRig(folder.resolve("r.db"))) {
            Update shown = rig.finds("1.0");

            assertThat(rig.written()).containsExactly("appeared null 1.0");
            assertThat((Object) rig.write(Store::cursor))
                    .isEqualTo(shown.snapshot().cursor());
            assertThat(rig.writer.state()).isInstanceOf(Recording.class);
        }
    }

    @Test
    void showsInANumberingOfItsOwnWhatHasNoRoomAndWritesItWhenThereIs() throws Exception {
        try (RecorderRig rig = new RecorderRig(folder.resolve("r.db"))) {
            String durable = rig.finds("1.0").snapshot().cursor().epoch();

            // when: not a page more, for this connection
            rig.fillStore();
            Update live = rig.records(new Reading.Failed("x".repeat(100_000), ""));

            // then
            assertThat(live.snapshot().cursor().epoch()).isNotEqualTo(durable);
            assertThat(live.snapshot().entries())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.reason()).isNotNull());
            assertThat(rig.writer.state())
                    .isInstanceOfSatisfying(
                            Degraded.class, state -> assertThat(state.reason()).contains("the disk is full"));

            // when: the next connection has room, and the turn that the recorder asks for comes
            Update again = rig.nextTurn();

            // then
            assertThat(rig.writer.state()).isInstanceOf(Recording.class);
            assertThat(rig.written()).containsExactly("appeared null 1.0", "failed 1.0 1.0");
            assertThat((Object) rig.write(Store::cursor))
                    .isEqualTo(again.snapshot().cursor());
            assertThat(again.snapshot().cursor().epoch())
                    .isNotEqualTo(durable)
                    .isNotEqualTo(live.snapshot().cursor().epoch());
            assertThat(again.snapshot().seq()).isGreaterThan(live.snapshot().seq());
        }
    }

    @Test
    void countsFailuresAndHowLongWhatIsNotDurableWaits() throws Exception {
        try (RecorderRig rig = new RecorderRig(folder.resolve("r.db"))) {
            rig.finds("1.0");
            assertThat(rig.counters.writes()).isEqualTo(1);
            assertThat(rig.counters.writingNanos()).isPositive();
            assertThat(rig.counters.lag(Instant.now())).isZero();

            // when
            rig.fillStore();
            rig.records(new Reading.Failed("x".repeat(100_000), ""));

            // then
            assertThat(rig.counters.failures()).isEqualTo(1);
            assertThat(rig.counters.lag(Instant.now().plusSeconds(60)))
                    .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(80));

            // when
            rig.nextTurn();

            // then
            assertThat(rig.counters.lag(Instant.now().plusSeconds(60))).isZero();
        }
    }

    @Test
    void waitsForADiskThatHangsForAMomentOnly() throws Exception {
        try (RecorderRig rig = new RecorderRig(folder.resolve("r.db"))) {
            rig.finds("1.0");

            // when
            CountDownLatch hangs = rig.hang();
            Update live = rig.finds("1.1");

            // then
            assertThat(RecorderRig.versions(live)).containsExactly("1.1");
            assertThat(rig.writer.state())
                    .isInstanceOfSatisfying(
                            Degraded.class, state -> assertThat(state.reason()).contains("the disk does not answer"));

            // when: it goes on, and what was on its way is written late
            rig.finds("1.0");
            hangs.countDown();
            rig.untilRecording();

            // then: each once
            assertThat(rig.written()).containsExactly("appeared null 1.0", "upgraded 1.0 1.1", "downgraded 1.1 1.0");
        }
    }

    @Test
    void goesLiveOnceThoughABatchIsOnItsWayWhenTheFileTurnsOutToBeCorrupt() throws Exception {
        try (RecorderRig rig = new RecorderRig(folder.resolve("r.db"))) {
            rig.finds("1.0");
            rig.breakStore();

            // when: somebody cannot read it, and something changes
            Update live = rig.suspectsAndFinds("1.1");

            // then
            assertThat(rig.nextTurn().snapshot().cursor().epoch())
                    .isEqualTo(live.snapshot().cursor().epoch());
            rig.untilRecording();
            assertThat(rig.written()).containsExactly("appeared null 1.1");
        }
    }

    @Test
    void writesEachStepOnceThoughTheDiskHangsWhileItIsCaughtUp() throws Exception {
        try (RecorderRig rig = new RecorderRig(folder.resolve("r.db"))) {
            rig.finds("1.0");
            rig.fillStore();
            rig.records(new Reading.Failed("x".repeat(100_000), ""));
            rig.finds("1.1");
            rig.finds("1.0");

            // when: the store works again, and hangs before it has written what happened meanwhile
            CountDownLatch hangs = rig.hangInNextTurn();
            rig.nextTurn();
            assertThat(rig.writer.state()).isInstanceOf(Degraded.class);
            hangs.countDown();
            rig.untilRecording();

            // then
            assertThat(rig.written())
                    .containsExactly("appeared null 1.0", "failed 1.0 1.0", "upgraded 1.0 1.1", "downgraded 1.1 1.0");
        }
    }
}
