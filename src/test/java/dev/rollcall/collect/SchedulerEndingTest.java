package dev.rollcall.collect;

import static dev.rollcall.collect.SchedulerRig.NEVER_AGAIN;
import static dev.rollcall.collect.SchedulerRig.OFTEN;
import static dev.rollcall.collect.SchedulerRig.SECONDS_MAX;
import static dev.rollcall.collect.SchedulerRig.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.probe.Processes;
import dev.rollcall.probe.Scripts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
@Timeout(60)
class SchedulerEndingTest {
    @TempDir
    Path folder;

    private Scripts scripts;

    @BeforeEach
    void prepare() {
        scripts = new Scripts(folder);
    }

    @Test
    void stoppingWaitsForWhatRunsAndSaysNothingOfItAnyMore(Vertx vertx) throws Exception {
        // given: a command that runs and one that waits for the only worker
        Path started = scripts.fifo("started");
        Path hang = scripts.sh("hang", "echo $$ > " + started, "sleep 300 & wait");
        Path waiting = scripts.sh("waiting", "echo ran > " + folder.resolve("trace"), "echo waiting 1.0");
        SchedulerRig rig = new SchedulerRig(vertx, 1);
        Future<Void> firstRound = rig.start(job("hang", NEVER_AGAIN, hang), job("waiting", NEVER_AGAIN, waiting));
        long pid = Long.parseLong(Scripts.heard(started));

        // when
        rig.runner.close();
        rig.stop();

        // then
        assertThat(Processes.end(pid)).isTrue();
        assertThat(ProcessHandle.current().children()).isEmpty();
        assertThat(firstRound.succeeded()).isTrue();
        assertThat(rig.said).isEmpty();
        assertThat(folder.resolve("trace")).doesNotExist();
    }

    @Test
    void saysNothingOfARunThatEndsAfterItWasStopped(Vertx vertx) throws Exception {
        // given
        Path started = scripts.fifo("started");
        Path goOn = scripts.fifo("go-on");
        Path script = scripts.sh("slow", "echo $$ > " + started, "cat " + goOn, "echo slow 1.0");
        SchedulerRig rig = new SchedulerRig(vertx, 1);
        rig.start(job("slow", NEVER_AGAIN, script));
        Scripts.heard(started);

        // when
        Future<Void> stopped = rig.stopping();
        rig.on(Future::succeededFuture).await(SECONDS_MAX, TimeUnit.SECONDS);
        Files.writeString(goOn, "go on");
        stopped.await(SECONDS_MAX, TimeUnit.SECONDS);

        // then
        assertThat(rig.said).isEmpty();
    }

    @Test
    void startsNothingMoreOnceItIsStopped(Vertx vertx) throws Exception {
        // given: one job that goes round and one that has not had its first turn yet
        Path runs = folder.resolve("runs");
        SchedulerRig rig = new SchedulerRig(vertx, 2);
        rig.startAndAwait(
                job("a", OFTEN, scripts.sh("a", "echo a >> " + runs, "echo a 1.0")),
                job("b", Duration.ofMillis(300), scripts.sh("b", "echo b >> " + runs, "echo b 1.0")));

        // when
        rig.stop();
        List<String> lines = Files.readAllLines(runs);
        vertx.timer(700, TimeUnit.MILLISECONDS).await(SECONDS_MAX, TimeUnit.SECONDS);

        // then
        assertThat(Files.readAllLines(runs)).isEqualTo(lines);
    }

    @Test
    void goesOnWithAJobAfterADefectOfOurOwn(Vertx vertx) throws Exception {
        // given
        SchedulerRig rig = new SchedulerRig(vertx, 1, new ClockThatFailsOnce());

        // when
        rig.startAndAwait(job("a", OFTEN, scripts.sh("a", "echo a 1.0")));

        // then
        assertThat(rig.nextFound()).extracting(Reading::outcome).containsExactly(new Found("1.0"));
        rig.stop();
    }

    private static final class ClockThatFailsOnce extends Clock {
        private boolean failed;

        @Override
        public synchronized Instant instant() {
            if (!failed) {
                failed = true;
                throw new IllegalStateException("a broken clock, on purpose");
            }
            return Instant.EPOCH;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
