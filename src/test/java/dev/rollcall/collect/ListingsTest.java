package dev.rollcall.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.Entry;
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

/** One command that lists many packages, from the configuration to updates on the bus. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class ListingsTest {
    private static final String LIST =
            "'name': 'list', 'label': 'Our list', 'pattern': '(?m)^(?<name>\\\\S+) (?<version>\\\\S+)$'";

    @TempDir
    Path folder;

    private Scripts scripts;
    private CollectorRig rig;
    private Path list;

    @BeforeEach
    void listen(Vertx vertx) {
        scripts = new Scripts(folder);
        rig = new CollectorRig(vertx, folder);
        list = scripts.file("list.txt", "bash 5.2\nzlib 1.3\n");
        scripts.sh("list", "cat " + list);
    }

    @Test
    void putsAllThatOneCommandListsOnTheBoardByOneUpdate() throws Exception {
        // when
        rig.deploy("{'collect': {'every': '1h', %s}, 'packages': [{'command': 'list', " + LIST + "}]}");
        Update update = rig.await(any -> true);

        // then
        assertThat(update.changes()).hasSize(2);
        assertThat(rig.entry("bash@list").version()).isEqualTo("5.2");
        assertThat(rig.entry("zlib@list").subject().label()).isEqualTo("zlib");
        assertThat(rig.entry("zlib@list").subject().category()).isEqualTo("Our list");
    }

    @Test
    void tellsOnlyWhatChangedInTheList() throws Exception {
        // given
        rig.deploy("{'collect': {'every': '200ms', %s}, 'packages': [{'command': 'list', " + LIST + "}]}");
        Update first = rig.await(any -> true);
        Instant checked = first.snapshot().entries().get(0).checked();

        // when
        Update unchanged =
                rig.await(update -> update.snapshot().entries().get(0).checked().isAfter(checked));

        // then
        assertThat(unchanged.changes()).isEmpty();
        assertThat(unchanged.snapshot().seq()).isEqualTo(2);

        // when
        scripts.replace(list, "zlib 1.3.1\nvim 9.0\n");
        Update changed = rig.await(update -> !update.changes().isEmpty());

        // then
        assertThat(changed.changes())
                .extracting(change -> change.key().packageName())
                .containsExactly("zlib@list", "vim@list", "bash@list");
        assertThat(rig.entry("bash@list").status()).isEqualTo(Status.MISSING);
        assertThat(rig.failure("bash@list")).isEqualTo("no longer listed by list");
        assertThat(rig.entry("bash@list").previous()).isEqualTo("5.2");
    }

    @Test
    void takesTheTroubleOfAListingOffTheBoardWhenItWorks() throws Exception {
        // given
        scripts.replace(list, "");
        rig.deploy("{'collect': {'every': '200ms', %s}, 'packages': [{'command': 'list', " + LIST + "}]}");
        Update empty = rig.await(update -> !update.changes().isEmpty());
        assertThat(rig.failure("list")).isEqualTo("printed nothing");

        // when
        scripts.replace(list, "bash 5.2\n");
        Update works = rig.await(update -> update.snapshot().seq() > 2);

        // then
        assertThat(empty.snapshot().seq()).isEqualTo(1);
        assertThat(works.snapshot().entries())
                .extracting(entry -> entry.key().packageName())
                .containsExactly("bash@list");
        assertThat(works.snapshot().removals().kept()).singleElement().satisfies(removal -> {
            assertThat(removal.key().packageName()).isEqualTo("list");
            assertThat(removal.seq()).isEqualTo(3);
        });
    }

    @Test
    void readsTheWholeLinesOfAListThatIsLongerThanTheOutputMayBe() throws Exception {
        // given
        StringBuilder text = new StringBuilder();
        for (int n = 1_000; n < 2_000; n++) {
            text.append("package-").append(n).append(" 1.").append(n).append(".7\n");
        }
        scripts.replace(list, text.toString());

        // when
        rig.deploy("{'collect': {'every': '1h', 'output': '10247B', %s}, 'packages': [{'command': 'list', " + LIST
                + "}]}");
        Update update = rig.await(any -> true);

        // then: 465 lines of 22 bytes, and of the next one its name and half a version
        assertThat(update.snapshot().entries()).hasSize(465 + 1).allSatisfy(this::hasTheVersionOfItsLine);
        assertThat(rig.failure("list")).isEqualTo("only the beginning of the output is read (collect.output)");
    }

    private void hasTheVersionOfItsLine(Entry entry) {
        String name = entry.key().packageName();
        if (!name.equals("list")) {
            assertThat(entry.version()).isEqualTo(name.replace("package-", "1.").replace("@list", ".7"));
        }
    }
}
