package dev.rollcall.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ends the finished jar with SIGKILL at random moments, while everything changes all the time, and starts it again: nothing
 * that anybody was told is lost, no number means two things, and whoever comes back is brought level by what changed.
 *
 * <p>{@code -Drollcall.kills=200} for more than the usual ones, {@code -Drollcall.kills.seed=…} for the moments of another run.
 */
@EnabledOnOs(OS.LINUX)
class KillIT {
    private static final int KILLS = 25;
    /** Of one life that says nothing of its kind; the regular run is over within a minute. */
    private static final int MINUTES_MAX = 25;

    @TempDir
    Path folder;

    @Test
    @Timeout(value = MINUTES_MAX, unit = TimeUnit.MINUTES)
    void losesNothingAndGivesNoNumberTwoMeaningsHoweverOftenItIsKilled() throws Exception {
        // given
        int kills = Integer.getInteger("rollcall.kills", KILLS);
        long seed = Long.getLong("rollcall.kills.seed", new Random().nextLong());
        System.out.println("kill test: kills=" + kills + " seed=" + seed);
        long start = System.nanoTime();
        try (KillRig rig = new KillRig(folder, new Random(seed))) {

            // when
            for (int i = 0; i < kills && rig.account().violations().isEmpty(); i++) {
                rig.liveUntilKilled();
            }
            if (rig.account().violations().isEmpty()) {
                rig.liveUntilAllAgree();
            }

            // then
            System.out.printf(
                    "kill test: %d lives, %d of them killed before they listened, %d s: %s%n",
                    rig.lives(),
                    rig.killedEarly(),
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
                    rig.account());
            assertThat(rig.account().violations())
                    .as("seed %d, %d lives", seed, rig.lives())
                    .isEmpty();
            // Killed in the very moment in which it is loaded, it leaves one.
            assertThat(rig.librariesLeft()).isLessThanOrEqualTo(rig.killedEarly());
            assertThat(rig.account().changesSeen()).as("changes seen").isGreaterThan(kills);
        }
    }
}
