package dev.rollcall.collect;

import static dev.rollcall.collect.SchedulerRig.NEVER_AGAIN;
import static dev.rollcall.collect.SchedulerRig.OFTEN;
import static dev.rollcall.collect.SchedulerRig.SECONDS_MAX;
import static dev.rollcall.collect.SchedulerRig.job;
import static dev.rollcall.collect.SchedulerRig.probe;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Failed;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Reading.Overdue;
import dev.rollcall.inventory.Subject;
import dev.rollcall.probe.Probe;
import dev.rollcall.probe.Scripts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
@Timeout(60)
class SchedulerTest {
    @TempDir
    Path folder;

    private Scripts scripts;

    @BeforeEach
    void prepare() {
        scripts = new Scripts(folder);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 60, 1000, 9999})
    void spreadsTheTurnsEvenlyOverTheInterval(int count) {
        // when
        List<Duration> phases = IntStream.range(0, count)
                .mapToObj(i -> Scheduler.phase(OFTEN, i, count))
                .toList();

        // then
        assertThat(phases)
                .doesNotHaveDuplicates()
                .allSatisfy(phase -> assertThat(phase).isPositive().isLessThanOrEqualTo(OFTEN));
        assertThat(phases.get(count - 1)).isEqualTo(OFTEN);
        for (int i = 1; i < count; i++) {
            assertThat(phases.get(i).minus(phases.get(i - 1))).isCloseTo(OFTEN.dividedBy(count), Duration.ofNanos(1));
        }
    }

    @Test
    void runsEachJobAtOnceAndSucceedsWhenEachHasRun(Vertx vertx) throws Exception {
        // given
        SchedulerRig rig = new SchedulerRig(vertx, 2);

        // when
        rig.startAndAwait(
                job("a", NEVER_AGAIN, scripts.sh("a", "echo a 1.0")),
                job("b", NEVER_AGAIN, scripts.sh("b", "exit 1")),
                job("c", NEVER_AGAIN, folder.resolve("no-such-program")));

        // then
        assertThat(rig.said).hasSize(3);
        assertThat(rig.all()).extracting(SchedulerRig::name).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void succeedsAtOnceWithNothingToDo(Vertx vertx) throws Exception {
        // given
        SchedulerRig rig = new SchedulerRig(vertx, 2);

        // then
        rig.startAndAwait();
        rig.stop();
        assertThat(rig.said).isEmpty();
    }

    @Test
    void runsAJobAgainAndAgainAndSpeaksOnTheEventLoopThatStartedIt(Vertx vertx) throws Exception {
        // given
        SchedulerRig rig = new SchedulerRig(vertx, 1);
        Thread eventLoop =
                rig.on(() -> Future.succeededFuture(Thread.currentThread())).await(SECONDS_MAX, TimeUnit.SECONDS);

        // when
        rig.startAndAwait(job("a", OFTEN, scripts.sh("a", "echo a 1.0")));

        // then
        for (int i = 0; i < 5; i++) {
            assertThat(rig.nextFound()).extracting(Reading::outcome).containsExactly(new Found("1.0"));
        }
        rig.stop();
        assertThat(rig.saidOn).containsOnly(eventLoop);
    }

    @Test
    void runsAsManyJobsAtTheSameTimeAsThereAreWorkers(Vertx vertx) throws Exception {
        // given: two commands that wait for each other
        Path there = scripts.fifo("there");
        Path back = scripts.fifo("back");
        Path a = scripts.sh("a", "echo go > " + there, "cat " + back + " > /dev/null", "echo a 1.0");
        Path b = scripts.sh("b", "cat " + there + " > /dev/null", "echo go > " + back, "echo b 1.0");
        SchedulerRig rig = new SchedulerRig(vertx, 2);

        // when
        rig.startAndAwait(job("a", NEVER_AGAIN, a), job("b", NEVER_AGAIN, b));

        // then
        assertThat(rig.all()).extracting(Reading::outcome).containsExactly(new Found("1.0"), new Found("1.0"));
    }

    @Test
    void runsNoMoreJobsAtTheSameTimeThanThereAreWorkers(Vertx vertx) throws Exception {
        // given
        Path marks = folder.resolve("marks");
        Job[] jobs = new Job[6];
        for (int i = 0; i < jobs.length; i++) {
            Path script = scripts.sh("job" + i, "echo +1 >> " + marks, "sleep 0.2", "echo -1 >> " + marks);
            jobs[i] = job("job" + i, NEVER_AGAIN, script);
        }

        // when
        new SchedulerRig(vertx, 2).startAndAwait(jobs);

        // then
        long running = 0;
        for (long step : Scripts.numbers(marks)) {
            running += step;
            assertThat(running).isBetween(0L, 2L);
        }
        assertThat(Scripts.numbers(marks)).hasSize(2 * jobs.length);
    }

    @Test
    void neverRunsAJobTwiceAtATime(Vertx vertx) throws Exception {
        // given: a command that takes longer than its interval, and enough workers
        Path marks = folder.resolve("marks");
        Path script =
                scripts.sh("slow", "echo start >> " + marks, "sleep 0.35", "echo slow 1.0", "echo end >> " + marks);
        SchedulerRig rig = new SchedulerRig(vertx, 4);

        // when
        rig.startAndAwait(job("slow", OFTEN, script));
        for (int run = 0; run < 5; run++) {
            rig.nextFound();
        }
        rig.stop();

        // then
        List<String> lines = Files.readAllLines(marks);
        assertThat(lines).hasSizeGreaterThanOrEqualTo(10);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i)).as("line " + i).isEqualTo(i % 2 == 0 ? "start" : "end");
        }
    }

    @Test
    void runsIdenticalCommandsOncePerRound(Vertx vertx) throws Exception {
        // given
        Path runs = folder.resolve("runs");
        Path script = scripts.sh("list", "echo run >> " + runs, "echo 1.0");
        List<Job> jobs =
                Job.of(List.of(probe("a", OFTEN, script), probe("b", OFTEN, script), probe("c", OFTEN, script)));
        SchedulerRig rig = new SchedulerRig(vertx, 4);

        // when
        rig.startAndAwait(jobs.toArray(Job[]::new));
        for (int round = 0; round < 4; round++) {
            assertThat(rig.nextFound()).extracting(SchedulerRig::name).containsExactly("a", "b", "c");
        }
        rig.stop();

        // then: besides, one may have run of which nothing was said any more
        int found = 3 * 4
                + (int) rig.all().stream()
                        .filter(reading -> reading.outcome() instanceof Found)
                        .count();
        assertThat(Files.readAllLines(runs).size()).isBetween(found / 3, found / 3 + 1);
    }

    @Test
    void saysOnceThatAJobIsOverdueWhileAllWorkersAreBusy(Vertx vertx) throws Exception {
        // given: one worker, and a command that keeps it for longer than the other may be late
        Job hang = within(Duration.ofSeconds(5), "hang", NEVER_AGAIN, scripts.sh("hang", "exec sleep 300"));
        Job good = within(Duration.ofSeconds(2), "good", OFTEN, scripts.sh("good", "echo good 1.0"));
        SchedulerRig rig = new SchedulerRig(vertx, 1);

        // when
        rig.startAndAwait(hang, good);
        rig.stop();

        // then
        List<Reading> readings = rig.all();
        assertThat(readings).extracting(SchedulerRig::name).startsWith("good", "hang", "good");
        assertThat(readings.get(0).outcome())
                .isEqualTo(new Overdue("overdue: the last run still waits for a worker or has not ended"));
        assertThat(readings.get(0).took()).isZero();
        assertThat(readings.get(2).outcome()).isEqualTo(new Found("1.0"));
    }

    @Test
    void callsEachEntryOfAListingOverdue(Vertx vertx) throws Exception {
        // given: one worker that is kept busy, and a listing whose entries are on the board
        Job hang = within(Duration.ofSeconds(5), "hang", NEVER_AGAIN, scripts.sh("hang", "exec sleep 300"));
        Path list = scripts.sh("list", "echo bash 5.2", "echo zlib 1.3");
        Probe probe = probe("dpkg", OFTEN, list);
        Pattern pattern = Pattern.compile("(?m)^(?<name>\\S+) (?<version>\\S+)$");
        Probe listing = new Probe(probe.subject(), probe.command(), pattern, OFTEN, Duration.ofSeconds(2));
        SchedulerRig rig = new SchedulerRig(vertx, 1);
        Inventory inventory = new Inventory("epoch", Clock.systemUTC(), 10);
        for (String name : List.of("bash@dpkg", "zlib@dpkg")) {
            Subject subject = new Subject(new EntryKey("host", name), name, "Other");
            inventory.apply(List.of(new Reading(subject, new Found("1"), Instant.now(), Duration.ZERO)));
        }
        rig.board.set(inventory.snapshot());

        // when
        rig.startAndAwait(hang, Job.of(List.of(listing)).get(0));
        rig.stop();

        // then
        List<Reading> readings = rig.all();
        assertThat(readings)
                .extracting(SchedulerRig::name)
                .startsWith("bash@dpkg", "zlib@dpkg", "hang", "bash@dpkg", "zlib@dpkg");
        assertThat(readings.subList(0, 2)).allMatch(reading -> reading.outcome() instanceof Overdue);
        assertThat(readings.subList(3, 5))
                .extracting(Reading::outcome)
                .containsExactly(new Found("5.2"), new Found("1.3"));
    }

    @Test
    void doesNotCallAJobOverdueThatRunsAsLongAsItMay(Vertx vertx) throws Exception {
        // given: a command that misses many turns each time
        Job hang = within(Duration.ofSeconds(2), "hang", OFTEN, scripts.sh("hang", "exec sleep 300"));
        SchedulerRig rig = new SchedulerRig(vertx, 1);

        // when
        rig.startAndAwait(hang);
        List<Reading> first = rig.next();
        List<Reading> second = rig.next();
        rig.stop();

        // then
        assertThat(List.of(first.get(0).outcome(), second.get(0).outcome()))
                .containsOnly(new Failed("time-out: no end after 2 s, stopped", ""));
    }

    private static Job within(Duration timeout, String name, Duration every, Path program) {
        return new Job(Scripts.command(program), every, timeout, List.of(probe(name, every, program)));
    }
}
