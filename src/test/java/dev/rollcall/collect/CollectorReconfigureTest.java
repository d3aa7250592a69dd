package dev.rollcall.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.Update;
import dev.rollcall.probe.Scripts;
import dev.rollcall.probe.SearchPath;
import dev.rollcall.testing.Eventually;
import dev.rollcall.watch.FolderWatch;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The collecting wing is given another configuration while it runs. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class CollectorReconfigureTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NEVER = "'collect': {'every': '7d', 'watch': false, %s}, ";

    @TempDir
    Path folder;

    private Scripts scripts;
    private CollectorRig rig;

    @BeforeEach
    void prepare(Vertx vertx) {
        scripts = new Scripts(folder);
        rig = new CollectorRig(vertx, folder);
    }

    @Test
    void takesUpWhatIsNewTakesOffWhatIsGoneAndLeavesTheRestAlone() throws Exception {
        // given
        Path runs = folder.resolve("runs");
        scripts.sh("stays", "echo run >> " + runs, "echo stays 1.0");
        scripts.sh("goes", "echo goes 1.0");
        scripts.sh("comes", "echo comes 1.0");
        rig.deploy("{" + NEVER + "'packages': ["
                + "{'name': 'stays', 'command': 'stays'}, {'name': 'goes', 'command': 'goes'}]}");
        assertThat(Eventually.holds(PATIENCE, () -> names().equals(List.of("goes", "stays"))))
                .isTrue();
        Entry stays = rig.entry("stays");

        // when
        rig.reconfigure("{" + NEVER + "'packages': ["
                + "{'name': 'comes', 'command': 'comes'}, {'name': 'stays', 'command': 'stays'}]}");
        assertThat(Eventually.holds(PATIENCE, () -> names().equals(List.of("comes", "stays"))))
                .isTrue();

        // then
        assertThat(rig.entry("comes").version()).isEqualTo("1.0");
        assertThat(rig.entry("stays")).isEqualTo(stays);
        assertThat(Files.readAllLines(runs)).hasSize(1);
    }

    @Test
    void asksAgainAtOnceWhatIsAskedInAnotherWay() throws Exception {
        // given
        scripts.sh("shop", "echo shop 1.0");
        scripts.sh("other", "echo shop 2.0, build 7");
        rig.deploy("{" + NEVER + "'packages': [{'name': 'shop', 'command': 'shop'}]}");
        rig.await(update -> version(update, "1.0"));

        // when
        rig.reconfigure("{" + NEVER + "'packages': [{'name': 'shop', 'command': 'other'}]}");
        rig.await(update -> version(update, "2.0"));
        rig.reconfigure("{" + NEVER
                + "'packages': [{'name': 'shop', 'command': 'other', 'pattern': 'build (?<version>[0-9]+)'}]}");
        Update third = rig.await(update -> version(update, "7"));
        rig.reconfigure("{" + NEVER + "'packages': [{'name': 'shop', 'label': 'Web shop', 'category': 'Ours',"
                + " 'command': 'other', 'pattern': 'build (?<version>[0-9]+)'}]}");
        Update fourth = rig.await(update -> !update.changes().isEmpty());

        // then
        Entry before = third.changes().get(0).after();
        assertThat(fourth.changes().get(0).after()).satisfies(entry -> {
            assertThat(entry.version()).isEqualTo("7");
            assertThat(entry.since()).isEqualTo(before.since());
            assertThat(entry.subject().label()).isEqualTo("Web shop");
            assertThat(entry.subject().category()).isEqualTo("Ours");
        });
    }

    @Test
    void takesWorkersLimitsAndTheNameOfTheMachine() throws Exception {
        // given: the one worker is held up
        scripts.sh("blocks", "while [ ! -e " + folder.resolve("free") + " ]; do :; done", "echo blocks 1.0");
        scripts.sh("shop", "echo shop 1.0");
        String packages = "'packages': [{'name': 'blocks', 'command': 'blocks'}, {'name': 'shop', 'command': 'shop'}]}";
        rig.deploy("{'collect': {'every': '7d', 'watch': false, 'workers': 1, %s}, " + packages);

        // when
        rig.reconfigure("{'collect': {'every': '7d', 'timeout': '20s', 'watch': true, 'workers': 2, 'discover': false,"
                + " 'host': 'there'}, 'packages': [{'name': 'shop', 'command': 'shop'}]}");

        // then
        assertThat(Eventually.holds(PATIENCE, () -> names().equals(List.of("shop"))))
                .isTrue();
        assertThat(rig.entry("shop").key().host()).isEqualTo("there");

        // when: no more entries than there are
        rig.reconfigure("{'collect': {'every': '7d', 'timeout': '20s', 'entries': 1, 'discover': false,"
                + " 'host': 'there'}, " + packages);
        Files.createFile(folder.resolve("free"));

        // then
        assertThat(Eventually.holds(PATIENCE, () -> rig.inventory.refused() > 0))
                .isTrue();
        assertThat(names()).containsExactly("shop");
    }

    @Test
    void findsWhatIsInstalledOnlyWhileItIsToldTo() throws Exception {
        // given
        scripts.sh("shop", "echo shop 1.0");
        Catalogue catalogue = Configs.catalogue("""
                {'Web': [{'name': 'shop', 'label': 'Shop', 'arguments': ['--version']}]}""");
        Machine machine = new Machine(new SearchPath(List.of(folder)), List.of(), FolderWatch::ofThisSystem);
        rig.deploy("{'collect': {'every': '7d', 'host': 'here'}}", catalogue, machine);
        assertThat(Eventually.holds(PATIENCE, () -> names().equals(List.of("shop"))))
                .isTrue();

        // when
        rig.reconfigure("{'collect': {'every': '7d', 'host': 'here', 'discover': false}}");

        // then
        assertThat(Eventually.holds(PATIENCE, () -> names().isEmpty())).isTrue();

        // when
        rig.reconfigure("{'collect': {'every': '7d', 'host': 'here'}}");

        // then
        assertThat(Eventually.holds(PATIENCE, () -> names().equals(List.of("shop"))))
                .isTrue();
    }

    private List<String> names() {
        return rig.inventory.snapshot().entries().stream()
                .map(entry -> entry.key().packageName())
                .toList();
    }

    private static boolean version(Update update, String version) {
        return update.changes().stream()
                .anyMatch(change ->
                        change.after() != null && version.equals(change.after().version()));
    }
}
