package dev.rollcall.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.Status;
import dev.rollcall.inventory.Update;
import dev.rollcall.probe.Processes;
import dev.rollcall.probe.Scripts;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Commands that go wrong: each is told by its reason, and none is a neighbour's trouble. */
@ExtendWith(VertxExtension.class)
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class CollectorTroubleTest {
    @TempDir
    Path folder;

    private Scripts scripts;
    private CollectorRig rig;

    @BeforeEach
    void listen(Vertx vertx) {
        scripts = new Scripts(folder);
        rig = new CollectorRig(vertx, folder);
    }

    @Test
    void saysOfEachBadCommandWhatIsWrongWhileAGoodNeighbourIsWell() throws Exception {
        // given
        Path pids = folder.resolve("pids");
        scripts.sh("good", "echo good 1.2.3");
        scripts.sh("hang", "exec sleep 300");
        scripts.sh("family", "sh -c 'sleep 300 & echo $! >> " + pids + "; wait' & echo $! >> " + pids, "wait");
        scripts.sh("daemon", "echo daemon 2.0", "sleep 300 & echo $! >> " + pids);
        scripts.sh("much", "head -c 100000000 /dev/zero | tr '\\0' x");
        scripts.sh("binary", "head -c 20000 /dev/urandom");
        scripts.sh("silent", "exit 0");
        scripts.sh("unlicensed", "echo 'no licence, 1.2.3 ended' >&2", "exit 3");
        scripts.file("plain", "#!/bin/sh\necho plain 1.0\n");
        scripts.executable("broken", "#!/no/such/interpreter\n");

        // when
        rig.deploy("""
                {'collect': {'every': '1h', 'timeout': '30s', %s}, 'packages': [
                  {'name': 'hang', 'command': 'hang', 'timeout': '2s'},
                  {'name': 'family', 'command': 'family', 'timeout': '2s'},
                  {'name': 'daemon', 'command': 'daemon'},
                  {'name': 'much', 'command': 'much'},
                  {'name': 'binary', 'command': 'binary'},
                  {'name': 'silent', 'command': 'silent'},
                  {'name': 'unlicensed', 'command': 'unlicensed'},
                  {'name': 'plain', 'command': 'plain'},
                  {'name': 'broken', 'command': 'broken'},
                  {'name': 'folder', 'command': '/etc'},
                  {'name': 'gone', 'command': 'gone-program'},
                  {'name': 'gone-path', 'command': '/no/such/program'},
                  {'name': 'good', 'command': 'good'}]}
                """);
        rig.await(update -> update.snapshot().entries().size() == 13);

        // then
        assertThat(rig.entry("good").status()).isEqualTo(Status.OK);
        assertThat(rig.entry("good").version()).isEqualTo("1.2.3");
        assertThat(rig.entry("daemon").version()).isEqualTo("2.0");
        assertThat(rig.failure("hang")).isEqualTo("time-out: no end after 2 s, stopped");
        assertThat(rig.failure("family")).isEqualTo("time-out: no end after 2 s, stopped");
        assertThat(rig.failure("much"))
                .isEqualTo("no version in the output, of which only the beginning is read (collect.output)");
        assertThat(rig.failure("binary")).isEqualTo("printed binary data, no text");
        assertThat(rig.failure("silent")).isEqualTo("printed nothing");
        assertThat(rig.failure("unlicensed")).isEqualTo("no version in the output (exit code 3)");
        assertThat(rig.entry("unlicensed").reason().detail()).isEqualTo("\"no licence, 1.2.3 ended\"");
        assertThat(rig.failure("plain")).isEqualTo(folder.resolve("plain") + " is not executable");
        assertThat(rig.failure("broken")).startsWith(folder.resolve("broken") + " cannot be started (");
        assertThat(rig.failure("folder")).isEqualTo("/etc is a folder");
        assertThat(rig.entry("gone").status()).isEqualTo(Status.MISSING);
        assertThat(rig.entry("gone").reason().cause()).isEqualTo("gone-program is not on the path");
        assertThat(rig.entry("gone-path").reason().cause()).isEqualTo("/no/such/program does not exist");
        assertThat(Scripts.numbers(pids)).hasSize(3).allMatch(Processes::end);
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void readsTheOthersThoughOneHangsAndThereIsOnlyOneWorker() throws Exception {
        // given
        Duration timeout = Duration.ofSeconds(1);
        scripts.sh("hang", "exec sleep 300");
        scripts.sh("good", "echo good 1.2.3");
        rig.deploy("""
                {'collect': {'every': '100ms', 'workers': 1, 'timeout': '1s', %s}, 'packages': [
                  {'name': 'hang', 'command': 'hang'}, {'name': 'good', 'command': 'good'}]}
                """);

        for (int run = 0; run < 3; run++) {
            // when
            Instant before = rig.inventory.snapshot().time();
            Update read = rig.await(update -> readSince(update, before));

            // then: its turn, after that of the hanging one, with time to spare for a busy machine
            assertThat(Duration.between(before, read.snapshot().time())).isLessThan(timeout.plusSeconds(8));
        }
        assertThat(rig.failure("hang"))
                .isIn(
                        "time-out: no end after 1 s, stopped",
                        "overdue: the last run still waits for a worker or has not ended");
    }

    @Test
    void leavesNoChildProcessWhenItIsUndeployed() throws Exception {
        // given: more commands than workers, of which two run
        Path first = scripts.fifo("first");
        Path second = scripts.fifo("second");
        Path orphan = folder.resolve("orphan");
        scripts.sh("first-hangs", "echo $$ > " + first, "sleep 300 & wait");
        scripts.sh("second-hangs", "(sleep 300 & echo $! > " + orphan + ")", "echo $$ > " + second, "exec sleep 300");
        String id = rig.deploy("""
                {'collect': {'every': '100ms', 'workers': 2, 'timeout': '10m', %s}, 'packages': [
                  {'name': 'a', 'command': 'first-hangs'}, {'name': 'b', 'command': 'second-hangs'},
                  {'name': 'c', 'command': 'cat'}, {'name': 'd', 'command': 'no-such-program'}]}
                """);
        List<Long> pids = List.of(Long.parseLong(Scripts.heard(first)), Long.parseLong(Scripts.heard(second)));

        // when
        rig.undeploy(id);

        // then
        assertThat(pids).allMatch(Processes::end);
        assertThat(Scripts.numbers(orphan)).hasSize(1).allMatch(Processes::end);
        assertThat(ProcessHandle.current().descendants()).isEmpty();
        assertThat(Processes.withArgument(folder.toString())).isEmpty();
        // What it cut short itself is no news of a package.
        assertThat(rig.inventory.snapshot().entries()).noneMatch(entry -> entry.status() == Status.FAILED);
    }

    private static boolean readSince(Update update, Instant before) {
        return CollectorRig.find(update.snapshot().entries(), "good")
                .filter(entry -> entry.status() == Status.OK && entry.checked().isAfter(before))
                .isPresent();
    }
}
