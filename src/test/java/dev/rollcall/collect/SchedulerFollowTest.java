package dev.rollcall.collect;

import static dev.rollcall.collect.SchedulerRig.NEVER_AGAIN;
import static dev.rollcall.collect.SchedulerRig.OFTEN;
import static dev.rollcall.collect.SchedulerRig.job;
import static dev.rollcall.collect.SchedulerRig.probe;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.probe.Scripts;
import dev.rollcall.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A scheduler that is given other jobs while it runs. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class SchedulerFollowTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private Scripts scripts;

    @BeforeEach
    void prepare() {
        scripts = new Scripts(folder);
    }

    @Test
    void runsNewJobsAtOnceAndLeavesTheOthersAlone(Vertx vertx) throws Exception {
        // given
        SchedulerRig rig = new SchedulerRig(vertx, 2);
        Job stays = job("stays", NEVER_AGAIN, scripts.sh("stays", "echo 1.0"));
        rig.startAndAwait(stays);
        rig.next();

        // when: an equal job, made anew
        rig.startAndAwait(
                job("stays", NEVER_AGAIN, folder.resolve("stays")),
                job("new", NEVER_AGAIN, scripts.sh("new", "echo 2.0")));

        // then
        assertThat(rig.all()).extracting(SchedulerRig::name).containsExactly("new");
    }

    @Test
    void runsNoMoreWhatIsGone(Vertx vertx) throws Exception {
        // given
        Path runs = folder.resolve("runs");
        SchedulerRig rig = new SchedulerRig(vertx, 2);
        Job stays = job("stays", OFTEN, scripts.sh("stays", "echo 1.0"));
        rig.startAndAwait(stays, job("goes", OFTEN, scripts.sh("goes", "echo run >> " + runs, "echo 1.0")));

        // when
        rig.startAndAwait(stays);
        rig.said.clear();
        int before = lines(runs);

        // then: one run may have been on its way
        for (int i = 0; i < 5; i++) {
            assertThat(rig.nextFound()).extracting(SchedulerRig::name).containsExactly("stays");
        }
        assertThat(lines(runs)).isLessThanOrEqualTo(before + 1);
        rig.stop();
    }

    @Test
    void takesOffTheBoardWhatASharedCommandIsNoLongerAskedAbout(Vertx vertx) throws Exception {
        // given: two packages that one command tells
        Path both = scripts.sh("both", "echo 1.0");
        SchedulerRig rig = new SchedulerRig(vertx, 2);
        Job shared = Job.of(List.of(
                        SchedulerRig.probe("stays", NEVER_AGAIN, both), SchedulerRig.probe("goes", NEVER_AGAIN, both)))
                .get(0);
        rig.startAndAwait(shared);
        rig.said.clear();

        // when
        rig.startAndAwait(job("stays", NEVER_AGAIN, both));

        // then
        assertThat(rig.next()).singleElement().satisfies(reading -> {
            assertThat(SchedulerRig.name(reading)).isEqualTo("goes");
            assertThat(reading.outcome()).isEqualTo(new dev.rollcall.inventory.Reading.Gone());
        });
        rig.stop();
    }

    @Test
    void runsACommandAtAnotherPaceOnlyWhenTheRunAtTheOldOneHasEnded(Vertx vertx) throws Exception {
        // given: a command that tells when it meets itself
        Path started = scripts.fifo("started");
        Path go = scripts.fifo("go");
        Path met = folder.resolve("met");
        Path slow = scripts.sh(
                "slow",
                "mkdir " + folder.resolve("alone") + " || touch " + met,
                "echo on > " + started,
                "read x < " + go,
                "rmdir " + folder.resolve("alone"),
                "echo 1.0");
        SchedulerRig rig = new SchedulerRig(vertx, 4);
        rig.start(job("slow", NEVER_AGAIN, slow));
        Scripts.heard(started);

        // when: twice, and the second time while the first still waits
        rig.start(job("slow", NEVER_AGAIN.plusDays(1), slow));
        rig.start(job("slow", NEVER_AGAIN.plusDays(2), slow));
        assertThat(Eventually.holds(Duration.ofMillis(300), () -> Files.exists(met)))
                .isFalse();
        Files.writeString(go, "go\n");
        Scripts.heard(started);
        Files.writeString(go, "go\n");

        // then
        assertThat(rig.nextFound()).extracting(SchedulerRig::name).containsExactly("slow");
        assertThat(met).doesNotExist();
        rig.runner.close();
        rig.stop();
    }

    @Test
    void waitsOnStoppingForWhatRunsForAJobThatIsGone(Vertx vertx) throws Exception {
        // given
        Path started = scripts.fifo("started");
        Path go = scripts.fifo("go");
        SchedulerRig rig = new SchedulerRig(vertx, 2);
        rig.start(job("slow", NEVER_AGAIN, scripts.sh("slow", "echo on > " + started, "read x < " + go)));
        Scripts.heard(started);
        rig.startAndAwait();

        // when
        Future<Void> stopped = rig.stopping();

        // then: two more turns of the event loop do not end it, but its command does
        rig.on(Future::succeededFuture).await(SchedulerRig.SECONDS_MAX, java.util.concurrent.TimeUnit.SECONDS);
        rig.on(Future::succeededFuture).await(SchedulerRig.SECONDS_MAX, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(stopped.isComplete()).isFalse();
        Files.writeString(go, "go\n");
        stopped.await(SchedulerRig.SECONDS_MAX, java.util.concurrent.TimeUnit.SECONDS);
    }

    @Test
    void doesNotTellProbesThatWereReplacedMeanwhileWhatWasRead(Vertx vertx) throws Exception {
        // given: a run for a probe
        Path started = scripts.fifo("started");
        Path go = scripts.fifo("go");
        Path slow = scripts.sh("slow", "echo on > " + started, "read x < " + go, "echo 1.0");
        SchedulerRig rig = new SchedulerRig(vertx, 2);
        rig.start(job("before", NEVER_AGAIN, slow));
        Scripts.heard(started);

        // when: another takes its place, by the same command at the same pace
        rig.startAndAwait(job("after", NEVER_AGAIN, slow));
        Files.writeString(go, "go\n");
        Scripts.heard(started);
        Files.writeString(go, "go\n");

        // then
        assertThat(rig.nextFound()).extracting(SchedulerRig::name).containsExactly("after");
        assertThat(rig.all()).isEmpty();
        rig.stop();
    }

    @Test
    void doesNotHearWhatRanForAJobThatIsGone(Vertx vertx) throws Exception {
        // given
        Path started = scripts.fifo("started");
        Path go = scripts.fifo("go");
        Path slow = scripts.sh("slow", "echo on > " + started, "read x < " + go, "echo 1.0");
        SchedulerRig rig = new SchedulerRig(vertx, 2);
        Future<Void> first = rig.start(job("slow", NEVER_AGAIN, slow));
        Scripts.heard(started);

        // when
        rig.startAndAwait();
        Files.writeString(go, "go\n");
        first.await(SchedulerRig.SECONDS_MAX, java.util.concurrent.TimeUnit.SECONDS);
        rig.stop();

        // then: not what it found, but that nobody asks any more
        assertThat(rig.said)
                .singleElement()
                .satisfies(readings -> assertThat(readings)
                        .extracting(dev.rollcall.inventory.Reading::outcome)
                        .containsExactly(new dev.rollcall.inventory.Reading.Gone()));
    }

    @Test
    void runsAJobForItsNewProbesAtTheSamePace(Vertx vertx) throws Exception {
        // given
        Path script = scripts.sh("both", "echo 1.0");
        SchedulerRig rig = new SchedulerRig(vertx, 2);
        rig.startAndAwait(job("one", NEVER_AGAIN, script));
        rig.next();

        // when
        rig.startAndAwait(Job.of(List.of(probe("one", NEVER_AGAIN, script), probe("two", NEVER_AGAIN, script)))
                .toArray(Job[]::new));

        // then
        assertThat(rig.next()).extracting(SchedulerRig::name).containsExactly("one", "two");
    }

    @Test
    void runsAJobAgainThatWasAskedForWhileItRan(Vertx vertx) throws Exception {
        // given: a run that has read the old version already
        Path started = scripts.fifo("started");
        Path go = scripts.fifo("go");
        Path version = scripts.file("version", "1.0\n");
        Path slow = scripts.sh("slow", "v=$(cat " + version + ")", "echo on > " + started, "read x < " + go, "echo $v");
        SchedulerRig rig = new SchedulerRig(vertx, 2);
        Job job = job("slow", NEVER_AGAIN, slow);
        rig.start(job);
        Scripts.heard(started);

        // when: asked three times
        scripts.replace(version, "2.0\n");
        for (int i = 0; i < 3; i++) {
            rig.askAfterChange(job);
        }
        Files.writeString(go, "go\n");
        Scripts.heard(started);
        Files.writeString(go, "go\n");

        // then: one run more, not at the same time, which sees what is there now
        assertThat(rig.next().get(0).outcome()).isEqualTo(new Found("1.0"));
        assertThat(rig.next().get(0).outcome()).isEqualTo(new Found("2.0"));

        // and the look a little later
        Scripts.heard(started);
        Files.writeString(go, "go\n");
        assertThat(rig.next().get(0).outcome()).isEqualTo(new Found("2.0"));
        rig.stop();
    }

    @Test
    void looksAgainOnceAfterAChangeThatWentWell(Vertx vertx) throws Exception {
        // given
        Path runs = folder.resolve("runs");
        SchedulerRig rig = new SchedulerRig(vertx, 2);
        Job job = job("shop", NEVER_AGAIN, scripts.sh("shop", "echo run >> " + runs, "echo 1.0"));
        rig.startAndAwait(job);

        // when
        rig.askAfterChange(job);

        // then: the first, the one after the change, the one a little later, and none 4 s after that
        assertThat(Eventually.holds(PATIENCE, () -> lines(runs) == 3)).isTrue();
        assertThat(Eventually.holds(Duration.ofSeconds(5), () -> lines(runs) > 3))
                .isFalse();
        rig.stop();
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
