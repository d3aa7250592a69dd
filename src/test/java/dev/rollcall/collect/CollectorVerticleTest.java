package dev.rollcall.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Status;
import dev.rollcall.inventory.Update;
import dev.rollcall.probe.Scripts;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The collecting wing as a whole: from a configuration to updates on the bus. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class CollectorVerticleTest {
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
    void putsANewVersionOnTheBusWhenTheProbeRunsNext() throws Exception {
        // given
        Path version = scripts.file("version", "shop 1.2.3");
        scripts.sh("shop", "cat " + version);
        rig.deploy("{'collect': {'every': '1s', %s}, 'packages': [{'name': 'shop', 'command': 'shop -v'}]}");
        Update first = rig.await(update -> !update.changes().isEmpty());

        // when
        Instant replaced = Instant.now();
        scripts.replace(version, "shop 1.10.0");
        Update second = rig.await(update -> !update.changes().isEmpty());

        // then
        assertThat(first.changes()).singleElement().satisfies(change -> {
            assertThat(change.before()).isNull();
            assertThat(change.after().key()).isEqualTo(new EntryKey("here", "shop"));
            assertThat(change.after().version()).isEqualTo("1.2.3");
            assertThat(change.after().status()).isEqualTo(Status.OK);
        });
        assertThat(second.changes()).singleElement().satisfies(change -> {
            assertThat(change.after().version()).isEqualTo("1.10.0");
            assertThat(change.after().previous()).isEqualTo("1.2.3");
            assertThat(change.after().seq()).isEqualTo(2);
            assertThat(change.after().since()).isBetween(replaced.minusMillis(1), replaced.plusSeconds(1 + 5));
        });
        assertThat(second.snapshot().revision()).isGreaterThan(first.snapshot().revision());
    }

    @Test
    void movesCheckedWithEachRunThoughNothingChanges() throws Exception {
        // given
        scripts.sh("shop", "echo shop 1.2.3");
        rig.deploy("{'collect': {'every': '1s', %s}, 'packages': [{'name': 'shop', 'command': 'shop -v'}]}");

        // when
        Entry first = rig.await(update -> true).snapshot().entries().get(0);
        Update later =
                rig.await(update -> update.snapshot().entries().get(0).checked().isAfter(first.checked()));

        // then
        assertThat(later.snapshot().seq()).isEqualTo(1);
        assertThat(later.snapshot().entries().get(0).since()).isEqualTo(first.since());
    }

    @Test
    void startsWithNothingToAskAndStopsAgain() throws Exception {
        // when
        String id = rig.deploy("{'collect': {%s}}");
        rig.undeploy(id);

        // then
        assertThat(rig.inventory.snapshot().entries()).isEmpty();
        assertThat(rig.updates).isEmpty();
    }

    @Test
    void callsTheHostByTheNameOfTheMachineUnlessTold() throws Exception {
        // given
        scripts.sh("shop", "echo shop 1.2.3");

        // when
        rig.deploy("{'collect': {'discover': false}, 'packages': [{'name': 'shop', 'command': 'shop'}]}");

        // then
        assertThat(rig.await(update -> true).snapshot().entries())
                .extracting(entry -> entry.key().host())
                .containsExactly(HostName.ofThisMachine());
        assertThat(HostName.ofThisMachine()).isNotBlank();
    }
}
