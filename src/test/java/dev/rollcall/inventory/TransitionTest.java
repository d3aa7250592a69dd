package dev.rollcall.inventory;

import static dev.rollcall.inventory.ScriptedInventory.NGINX;
import static dev.rollcall.inventory.ScriptedInventory.minute;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The rules of DESIGN §2, each as the life of one entry: the n-th answer comes at minute n. */
class TransitionTest {
    private static final Status OK = Status.OK;
    private static final Status MISSING = Status.MISSING;
    private static final Status FAILED = Status.FAILED;
    private static final Status STALE = Status.STALE;

    private final ScriptedInventory nginx = new ScriptedInventory();

    @Test
    void aFirstVersionIsThereSinceItWasRead() {
        nginx.gives("1.0");
        assertThat(nginx.entry()).isEqualTo(new Entry(NGINX, "1.0", OK, minute(0), minute(0), null, null, 1));
    }

    @Test
    void theSameVersionAgainOnlyMovesChecked() {
        nginx.gives("1.0");
        nginx.gives("1.0");
        assertThat(nginx.entry()).isEqualTo(new Entry(NGINX, "1.0", OK, minute(0), minute(1), null, null, 1));
    }

    @Test
    void anotherVersionRemembersTheOneBefore() {
        nginx.gives("1.0");
        nginx.gives("1.1");
        nginx.gives("1.1");
        assertThat(nginx.entry()).isEqualTo(new Entry(NGINX, "1.1", OK, minute(1), minute(2), null, "1.0", 2));
    }

    @Test
    void aFailedReadingKeepsTheVersionAndItsSince() {
        nginx.gives("1.0");
        nginx.gives("1.1");
        nginx.fails("time-out", "");
        assertThat(nginx.entry())
                .isEqualTo(new Entry(
                        NGINX, "1.1", FAILED, minute(1), minute(2), new Reason("time-out", "", minute(2)), "1.0", 3));
    }

    @Test
    void sinceStaysWithTheVersionThroughAFailureAndRecovery() {
        nginx.gives("1.0");
        nginx.gives("1.1");
        nginx.fails("time-out", "");
        nginx.gives("1.1");
        assertThat(nginx.entry()).isEqualTo(new Entry(NGINX, "1.1", OK, minute(1), minute(3), null, "1.0", 4));
    }

    @Test
    void anotherVersionAfterAFailureIsThereSinceItWasRead() {
        nginx.gives("1.0");
        nginx.fails("time-out", "");
        nginx.gives("1.1");
        assertThat(nginx.entry()).isEqualTo(new Entry(NGINX, "1.1", OK, minute(2), minute(2), null, "1.0", 3));
    }

    @Test
    void aFirstFailureHasNoVersionAndIsSinceItself() {
        nginx.fails("exit code 1", "no such option");
        nginx.fails("exit code 1", "no such option");
        assertThat(nginx.entry())
                .isEqualTo(new Entry(
                        NGINX,
                        null,
                        FAILED,
                        minute(0),
                        minute(1),
                        new Reason("exit code 1", "no such option", minute(0)),
                        null,
                        1));
    }

    @Test
    void theSameFailureAgainIsNoChangeAndKeepsTheFirstDetail() {
        nginx.gives("1.0");
        nginx.fails("exit code 1", "12:00:01 cannot open");
        Update again = nginx.fails("exit code 1", "12:00:59 cannot open");
        assertThat(again.changes()).isEmpty();
        Reason reason = new Reason("exit code 1", "12:00:01 cannot open", minute(1));
        assertThat(nginx.entry()).isEqualTo(new Entry(NGINX, "1.0", FAILED, minute(0), minute(2), reason, null, 2));
    }

    @Test
    void anotherCauseIsAChangeAndKeepsTheSinceOfTheTrouble() {
        nginx.gives("1.0");
        nginx.fails("exit code 1", "cannot open");
        Update other = nginx.fails("time-out", "still starting");
        assertThat(other.changes()).hasSize(1);
        Reason reason = new Reason("time-out", "still starting", minute(1));
        assertThat(nginx.entry()).isEqualTo(new Entry(NGINX, "1.0", FAILED, minute(0), minute(2), reason, null, 3));
    }

    @Test
    void aFailureAfterARecoveryIsANewTrouble() {
        nginx.gives("1.0");
        nginx.fails("time-out", "first");
        nginx.gives("1.0");
        nginx.fails("time-out", "second");
        assertThat(nginx.entry().reason()).isEqualTo(new Reason("time-out", "second", minute(3)));
    }

    @Test
    void missingErasesTheVersionAndRemembersIt() {
        nginx.gives("1.0");
        nginx.isAbsent("nginx is not on the path");
        nginx.isAbsent("nginx is not on the path");
        Reason reason = new Reason("nginx is not on the path", "", minute(1));
        assertThat(nginx.entry()).isEqualTo(new Entry(NGINX, null, MISSING, minute(1), minute(2), reason, "1.0", 2));
    }

    @Test
    void missingForAnotherCauseIsAChangeAndKeepsItsSince() {
        nginx.isAbsent("nginx is not on the path");
        Update other = nginx.isAbsent("/usr/sbin/nginx does not exist");
        assertThat(other.changes()).hasSize(1);
        Reason reason = new Reason("/usr/sbin/nginx does not exist", "", minute(0));
        assertThat(nginx.entry()).isEqualTo(new Entry(NGINX, null, MISSING, minute(0), minute(1), reason, null, 2));
    }

    @Test
    void missingAfterAFailureErasesTheVersionToo() {
        nginx.gives("1.0");
        nginx.fails("time-out", "");
        nginx.isAbsent("gone");
        Reason reason = new Reason("gone", "", minute(2));
        assertThat(nginx.entry()).isEqualTo(new Entry(NGINX, null, MISSING, minute(2), minute(2), reason, "1.0", 3));
    }

    @Test
    void whatWasInstalledAgainRemembersTheVersionBeforeTheGap() {
        nginx.gives("1.0");
        nginx.isAbsent("gone");
        nginx.fails("time-out", "");
        nginx.gives("1.1");
        assertThat(nginx.entry()).isEqualTo(new Entry(NGINX, "1.1", OK, minute(3), minute(3), null, "1.0", 4));
    }

    @Test
    void aFailureOfWhatWasMissingHasNoVersionAndIsSinceItself() {
        nginx.gives("1.0");
        nginx.isAbsent("gone");
        nginx.fails("time-out", "");
        Reason reason = new Reason("time-out", "", minute(2));
        assertThat(nginx.entry()).isEqualTo(new Entry(NGINX, null, FAILED, minute(2), minute(2), reason, "1.0", 3));
    }

    @Test
    void aStaleEntryKeepsItsVersionAndWasNotChecked() {
        nginx.gives("1.0");
        nginx.isOverdue("all workers are busy");
        Update again = nginx.isOverdue("all workers are busy");
        assertThat(again.changes()).isEmpty();
        Reason reason = new Reason("all workers are busy", "", minute(1));
        assertThat(nginx.entry()).isEqualTo(new Entry(NGINX, "1.0", STALE, minute(0), minute(0), reason, null, 2));
    }

    @Test
    void aStaleEntryRecoversWithItsSince() {
        nginx.gives("1.0");
        nginx.isOverdue("all workers are busy");
        nginx.gives("1.0");
        assertThat(nginx.entry()).isEqualTo(new Entry(NGINX, "1.0", OK, minute(0), minute(2), null, null, 3));
    }

    @Test
    void aFailureThatGoesStaleIsANewTrouble() {
        nginx.gives("1.0");
        nginx.fails("time-out", "");
        nginx.isOverdue("all workers are busy");
        Reason reason = new Reason("all workers are busy", "", minute(2));
        assertThat(nginx.entry()).isEqualTo(new Entry(NGINX, "1.0", STALE, minute(0), minute(1), reason, null, 3));
    }

    @Test
    void whatWasNeverReadCanBeStale() {
        nginx.isOverdue("all workers are busy");
        Reason reason = new Reason("all workers are busy", "", minute(0));
        assertThat(nginx.entry()).isEqualTo(new Entry(NGINX, null, STALE, minute(0), minute(0), reason, null, 1));
    }
}
