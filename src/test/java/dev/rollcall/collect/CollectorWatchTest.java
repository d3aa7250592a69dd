package dev.rollcall.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.Status;
import dev.rollcall.probe.Scripts;
import dev.rollcall.probe.SearchPath;
import dev.rollcall.testing.Eventually;
import dev.rollcall.watch.FolderWatch;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Changes on the disk that are seen long before the schedule would: each probe runs once an hour. */
@ExtendWith(VertxExtension.class)
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class CollectorWatchTest {
    private static final String SHOP =
            "{'collect': {'every': '1h', 'host': 'here', %s}, 'packages': [{'name': 'shop', 'command': '%s'}]}";

    @TempDir
    Path temporary;

    private Path root;
    private CollectorRig rig;

    @BeforeEach
    void emptyMachine(Vertx vertx) throws IOException {
        root = temporary.toRealPath();
        Files.createDirectories(root.resolve("bin"));
        rig = new CollectorRig(vertx, root.resolve("bin"));
    }

    @Test
    void seesAnExecutableThatIsReplacedByRename() throws Exception {
        // given
        program("bin/shop", "1.0");
        watchShop("shop");

        // when: as a package manager does
        Path next = program("bin/shop.dpkg-new", "2.0");
        Files.move(next, root.resolve("bin/shop"), StandardCopyOption.ATOMIC_MOVE);

        // then
        awaitVersion("shop", "2.0");
    }

    @Test
    void seesAnExecutableThatIsWrittenInPlace() throws Exception {
        // given
        Path shop = program("bin/shop", "1.0");
        watchShop("shop");

        // when
        Files.writeString(shop, "#!/bin/sh\necho 2.0\n");

        // then
        awaitVersion("shop", "2.0");
    }

    @Test
    void seesAnAlternativeThatIsSwitchedBehindTwoLinks() throws Exception {
        // given
        Path one = program("lib/shop-1/bin/shop", "1.0");
        Path two = program("lib/shop-2/bin/shop", "2.0");
        link("etc/alternatives/shop", one);
        link("bin/shop", root.resolve("etc/alternatives/shop"));
        watchShop("shop");

        // when
        switchLink("etc/alternatives/shop", two);
        awaitVersion("shop", "2.0");

        // then: what stands behind it now is watched, and what stood there no more
        program("lib/shop-2/bin/shop", "2.1");
        awaitVersion("shop", "2.1");
        switchLink("etc/alternatives/shop", one);
        awaitVersion("shop", "1.0");
    }

    @Test
    void seesAFolderLinkThatIsSwitched() throws Exception {
        // given: a relative link, and a path of its own to the program
        program("opt/shop/releases/12/bin/shop", "12.0");
        program("opt/shop/releases/13/bin/shop", "13.0");
        link("opt/shop/current", Path.of("releases/12"));
        watchShop(root + "/opt/shop/current/bin/shop");

        // when
        switchLink("opt/shop/current", Path.of("releases/13"));

        // then
        awaitVersion("shop", "13.0");
    }

    @Test
    void asksWhatStandsBehindAFolderOfThePathThatIsSwitchedAndNothingElse() throws Exception {
        // given: the first folder of the path is a link
        Path runs = root.resolve("runs");
        program("a/shop", "1.0");
        program("b/shop", "2.0");
        program("c/till", "9.0");
        new Scripts(root.resolve("bin")).sh("till", "echo run >> " + runs, "echo 1.0");
        link("sbin", root.resolve("a"));
        deploy(
                "{'collect': {'every': '1h', 'host': 'here', 'discover': false},"
                        + " 'packages': [{'name': 'shop', 'command': 'shop'}, {'name': 'till', 'command': 'till'}]}",
                FolderWatch::ofThisSystem);
        awaitVersion("till", "1.0");
        awaitVersion("shop", "1.0");

        // when
        switchLink("sbin", root.resolve("b"));
        awaitVersion("shop", "2.0");

        // then
        assertThat(runs).hasContent("run");

        // when: a program comes to stand before another of its name
        switchLink("sbin", root.resolve("c"));

        // then
        awaitVersion("till", "9.0");
    }

    @Test
    void seesAFolderThatIsSwappedAndWhatHappensInTheNewOne() throws Exception {
        // given
        program("srv/shop/bin/shop", "1.0");
        Path runs = root.resolve("runs");
        Files.createDirectories(root.resolve("srv/shop.new/bin"));
        new Scripts(root.resolve("srv/shop.new/bin")).sh("shop", "echo run >> " + runs, "echo 2.0");
        watchShop(root + "/srv/shop/bin/shop");

        // when
        Files.move(root.resolve("srv/shop"), root.resolve("srv/shop.old"));
        Files.move(root.resolve("srv/shop.new"), root.resolve("srv/shop"));

        // then
        awaitVersion("shop", "2.0");
        // The look a little later is over: now only the watch can see what comes.
        assertThat(Eventually.holds(Duration.ofSeconds(20), () -> runs.toFile().length() >= "run\nrun\n".length()))
                .isTrue();
        program("srv/shop/bin/shop", "2.1");
        awaitVersion("shop", "2.1");
    }

    @Test
    void seesThatAProgramIsGoneAndThatItIsBack() throws Exception {
        // given
        Path shop = program("bin/shop", "1.0");
        watchShop("shop");

        // when
        Files.delete(shop);

        // then
        rig.await(update -> CollectorRig.find(update.snapshot().entries(), "shop")
                .filter(entry -> entry.status() == Status.MISSING)
                .isPresent());
        program("bin/shop", "1.1");
        awaitVersion("shop", "1.1");
    }

    @Test
    void putsAProgramThatIsInstalledLaterOnTheBoard() throws Exception {
        // given
        deploy("{'collect': {'every': '1h'}}", FolderWatch::ofThisSystem);
        assertThat(rig.inventory.snapshot().entries()).isEmpty();

        // when
        program("bin/curl", "8.1");

        // then
        awaitVersion("curl", "8.1");
    }

    @Test
    void putsAProgramInAFolderOfItsOwnOnTheBoardAndItsFolderNeedNotExistBefore() throws Exception {
        // given
        program("bin/java", "17.0");
        deploy("{'collect': {'every': '1h'}}", FolderWatch::ofThisSystem);
        awaitVersion("java", "17.0");

        // when
        program("opt/graal/bin/java", "25.0");

        // then
        rig.await(update -> update.snapshot().entries().stream().anyMatch(entry -> "25.0".equals(entry.version())));
    }

    @Test
    void makesFewRunsOfABurst() throws Exception {
        // given
        Path runs = root.resolve("runs");
        Path shop = new Scripts(root.resolve("bin")).sh("shop", "echo run >> " + runs, "echo 1.0");
        watchShop("shop");

        // when
        for (int i = 2; i <= 300; i++) {
            new Scripts(root.resolve("bin")).replace(shop, "#!/bin/sh\necho run >> " + runs + "\necho " + i + ".0\n");
            shop.toFile().setExecutable(true);
        }

        // then
        awaitVersion("shop", "300.0");
        assertThat(Files.readAllLines(runs).size()).isLessThan(20);
    }

    @Test
    void passesOverOtherFilesOfTheSameFolder() throws Exception {
        // given
        Path runs = root.resolve("runs");
        new Scripts(root.resolve("bin")).sh("shop", "echo run >> " + runs, "echo 1.0");
        Path other = program("bin/other", "1.0");
        deploy(
                "{'collect': {'every': '1h', 'host': 'here'}, 'packages': ["
                        + "{'name': 'shop', 'command': 'shop'}, {'name': 'other', 'command': 'other'}]}",
                FolderWatch::ofThisSystem);
        awaitVersion("shop", "1.0");

        // when
        for (int i = 0; i < 2_000; i++) {
            Files.writeString(root.resolve("bin/log" + i % 7), "line");
        }
        program("bin/other", "2.0");
        awaitVersion("other", "2.0");

        // then
        assertThat(other).exists();
        assertThat(Files.readAllLines(runs)).hasSize(1);
    }

    @Test
    void looksAgainALittleLaterForLibrariesMayLandAfterTheExecutable() throws Exception {
        // given: a program that fails until its library is there
        Path library = root.resolve("library");
        program("bin/shop", "1.0");
        watchShop("shop");

        // when
        Path next = new Scripts(root.resolve("bin")).sh("shop.new", "read v < " + library + " && echo $v");
        Files.move(next, root.resolve("bin/shop"), StandardCopyOption.ATOMIC_MOVE);
        rig.await(update -> CollectorRig.find(update.snapshot().entries(), "shop")
                .filter(entry -> entry.status() == Status.FAILED)
                .isPresent());
        Files.writeString(library, "2.0\n");

        // then
        awaitVersion("shop", "2.0");
    }

    @Test
    void readsOnByTheScheduleWhereTheSystemGivesNoWatch() throws Exception {
        // given
        Path shop = program("bin/shop", "1.0");
        deploy(
                "{'collect': {'every': '200ms', 'host': 'here'}, 'packages': [{'name': 'shop', 'command': 'shop'}]}",
                () -> {
                    throw new IOException("User limit of inotify instances reached");
                });
        awaitVersion("shop", "1.0");

        // when
        program("bin/shop", "2.0");

        // then
        awaitVersion("shop", "2.0");
        assertThat(shop).exists();
    }

    @Test
    void seesNothingBeforeItsTurnWhenToldNotToWatch() throws Exception {
        // given
        Path shop = program("bin/shop", "1.0");
        deploy(SHOP.formatted("'watch': false", "shop"), () -> {
            throw new AssertionError("was opened");
        });
        awaitVersion("shop", "1.0");

        // when
        new Scripts(root.resolve("bin")).replace(shop, "#!/bin/sh\necho 2.0\n");

        // then
        assertThat(Eventually.holds(
                        Duration.ofSeconds(1),
                        () -> "2.0".equals(rig.entry("shop").version())))
                .isFalse();
    }

    private void watchShop(String command) throws Exception {
        deploy(SHOP.formatted("'discover': false", command), FolderWatch::ofThisSystem);
        rig.await(update -> !update.changes().isEmpty());
    }

    private void deploy(String json, FolderWatch.Factory watching) throws Exception {
        rig.deploy(
                json,
                Configs.catalogue("{'Tool': [{'name': 'curl'}, {'name': 'java'}]}"),
                new Machine(
                        new SearchPath(List.of(root.resolve("sbin"), root.resolve("bin"))),
                        List.of(root + "/opt/*/bin"),
                        watching));
    }

    private Entry awaitVersion(String name, String version) throws InterruptedException {
        if (CollectorRig.find(rig.inventory.snapshot().entries(), name)
                .filter(entry -> version.equals(entry.version()))
                .isEmpty()) {
            rig.await(update -> CollectorRig.find(update.snapshot().entries(), name)
                    .filter(entry -> version.equals(entry.version()))
                    .isPresent());
        }
        return rig.entry(name);
    }

    /** Puts a program there by rename. */
    private Path program(String place, String version) throws IOException {
        Path file = root.resolve(place);
        Files.createDirectories(file.getParent());
        Path next = new Scripts(file.getParent()).sh(file.getFileName() + ".part", "echo " + version);
        return Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void link(String place, Path target) throws IOException {
        Path link = root.resolve(place);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, target);
    }

    /** As {@code ln -sfn} does: a new link, renamed over the old one. */
    private void switchLink(String place, Path target) throws IOException {
        link(place + ".next", target);
        Files.move(root.resolve(place + ".next"), root.resolve(place), StandardCopyOption.ATOMIC_MOVE);
    }
}
