package dev.rollcall.collect;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.config.PackageConfig;
import dev.rollcall.installs.InstallFinder;
import dev.rollcall.probe.Probe;
import dev.rollcall.probe.Scripts;
import dev.rollcall.probe.SearchPath;
import dev.rollcall.watch.FolderWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several installs of one package on one machine, whose root is a folder of the test. */
class InstallsTest {
    @TempDir
    Path temporary;

    private Path root;
    private Catalogue catalogue;
    private ProbePlan plan;

    @BeforeEach
    void emptyMachine() throws IOException {
        root = temporary.toRealPath();
        Files.createDirectories(root.resolve("usr/bin"));
        Files.createDirectories(root.resolve("usr/sbin"));
        Files.createSymbolicLink(root.resolve("bin"), root.resolve("usr/bin"));
        catalogue = Configs.catalogue("""
                {'Language': [
                  {'name': 'java', 'label': 'Java', 'folders': ['%1$s/jvm/*/bin'], 'arguments': ['-version']},
                  {'name': 'php', 'label': 'PHP', 'executables': ['php', 'php[0-9].[0-9]'], 'arguments': ['-v']},
                  {'name': 'mariadb', 'executables': ['mariadbd', 'mariadb']},
                  {'name': 'pm2', 'sideEffect': 'starts a daemon'}]}
                """.formatted(root));
        plan = plan("{}");
    }

    @Test
    void takesEveryLinkToAnExecutableForTheSameInstall() throws IOException {
        // given: what a package manager's alternatives leave behind
        Path java = program("jvm/temurin-25/bin/java");
        link("usr/bin/java", link("alternatives/java", java));
        link("jvm/default", root.resolve("jvm/temurin-25"));

        // then
        assertThat(commands()).containsExactly("java: java -version");
    }

    @Test
    void givesThePlainNameToWhatAShellWouldRunAndNamesTheOthersByTheirFolder() throws IOException {
        // given
        link("usr/bin/java", program("jvm/java-17/bin/java"));
        program("jvm/temurin-25-jdk-amd64/bin/java");
        link("jvm/alias-of-25", root.resolve("jvm/temurin-25-jdk-amd64"));
        program("opt/graal/bin/java");

        // then
        assertThat(commands())
                .containsExactly(
                        "java: java -version",
                        "java@" + dashed("opt/graal") + ": " + root + "/opt/graal/bin/java -version",
                        "java@" + dashed("jvm/temurin-25-jdk-amd64") + ": " + root
                                + "/jvm/temurin-25-jdk-amd64/bin/java -version");
        assertThat(plan.scan().probes())
                .extracting(probe -> probe.subject().label())
                .containsExactly(
                        "Java", "Java (" + root + "/opt/graal)", "Java (" + root + "/jvm/temurin-25-jdk-amd64)");
    }

    @Test
    void asksByItsPathWhatIsNotOnTheSearchPath() throws IOException {
        // given
        program("opt/graal/bin/java");

        // then
        assertThat(commands()).containsExactly("java: " + root + "/opt/graal/bin/java -version");
    }

    @Test
    void takesPlainNamesForAlternativesOfWhichTheFirstIsAsked() throws IOException {
        // given: a client, on the path too, and the servers
        program("usr/bin/mariadb");
        assertThat(commands()).containsExactly("mariadb: mariadb --version");
        program("opt/one/sbin/mariadbd");
        program("opt/two/sbin/mariadbd");

        // then
        assertThat(commands())
                .containsExactly(
                        "mariadb: " + root + "/opt/one/sbin/mariadbd --version",
                        "mariadb@" + dashed("opt/two") + ": " + root + "/opt/two/sbin/mariadbd --version");
    }

    @Test
    void tellsInstallsInOneFolderByTheirFileNames() throws IOException {
        // given
        link("usr/bin/php", program("usr/bin/php8.3"));
        program("usr/bin/php8.1");
        program("usr/bin/php8.12");
        program("opt/remi/bin/php8.1");

        // then
        assertThat(commands())
                .containsExactly(
                        "php: php -v",
                        "php@php8.1: " + root + "/usr/bin/php8.1 -v",
                        "php@" + dashed("opt/remi-php8.1") + ": " + root + "/opt/remi/bin/php8.1 -v");
        assertThat(plan.scan().probes())
                .extracting(probe -> probe.subject().label())
                .startsWith("PHP", "PHP (php8.1)");
    }

    @Test
    void takesNoLauncherOfAVersionManagerForAnInstall() throws IOException {
        // given: it has every name, whether there is such a version or not
        program("shims/php");
        program("shims/php7.4");
        program("usr/bin/php8.1");

        // then
        assertThat(commands()).containsExactly("php: php -v", "php@php8.1: " + root + "/usr/bin/php8.1 -v");
    }

    @Test
    void asksTheOnlyOneOfAGlobByItsName() throws IOException {
        program("usr/bin/php8.2");
        assertThat(commands()).containsExactly("php: php8.2 -v");
    }

    @Test
    void keepsNamesApartThatWouldBeTheSame() throws IOException {
        // given
        program("usr/bin/java");
        program("opt/a b/bin/java");
        program("opt/a-b/bin/java");
        program("opt/" + "long".repeat(40) + "/bin/java");

        // when
        List<String> names = names();

        // then
        assertThat(names).hasSize(4).doesNotHaveDuplicates().isEqualTo(names());
        assertThat(names)
                .allSatisfy(name -> assertThat(new PackageConfig(name, null, null, null, null, null, null))
                        .isNotNull());
        assertThat(names.get(2)).matches("java@.*-opt-a-b-[0-9a-f]{8}");
    }

    @Test
    void givesNoInstallANameThatAListingWouldTakeForItsOwn() throws IOException {
        // given
        program("usr/bin/java");
        program("opt/jvm/bin/java");
        String listing = "'command': 'list', 'pattern': '(?<name>.) (?<version>.)'";
        plan = plan("{'packages': [{'name': '%s', %s}]}".formatted(dashed("opt/jvm"), listing));

        // then
        assertThat(names())
                .hasSize(3)
                .filteredOn(name -> name.startsWith("java@"))
                .singleElement(as(STRING))
                .startsWith("java@" + dashed("opt/jvm") + '-');
    }

    @Test
    void showsNoMoreInstallsOfAPackageThanPeopleKeep() throws IOException {
        for (int i = 0; i < InstallFinder.INSTALLS_MAX + 5; i++) {
            program("opt/java" + i + "/bin/java");
        }
        assertThat(names()).hasSize(InstallFinder.INSTALLS_MAX);
    }

    @Test
    void neverRunsByItselfWhatHasASideEffect() throws IOException {
        // given
        program("usr/bin/pm2");
        program("opt/pm2/bin/pm2");

        // then
        assertThat(commands()).isEmpty();
        plan = plan("{'packages': ['pm2']}");
        assertThat(commands()).containsExactly("pm2: pm2 --version");
    }

    @Test
    void givesANamedPackageThePlainNameAndDiscoversTheFurtherOnes() throws IOException {
        // given
        program("usr/bin/java");
        program("opt/graal/bin/java");
        String further = "java@" + dashed("opt/graal");

        // then
        plan = plan("{'packages': [{'name': 'java', 'label': 'JDK', 'every': '10m'}]}");
        assertThat(names()).containsExactly("java", further);
        assertThat(plan.scan().probes()).extracting(Probe::every).containsOnly(java.time.Duration.ofMinutes(10));
        assertThat(plan.scan().probes().get(1).subject().label()).isEqualTo("JDK (" + root + "/opt/graal)");
        plan = plan("{'collect': {'discover': false}, 'packages': ['java']}");
        assertThat(names()).containsExactly("java");
        plan = plan("{'packages': [{'name': 'java', 'command': '/srv/java -version'}]}");
        assertThat(commands()).containsExactly("java: /srv/java -version");
    }

    @Test
    void doesNotDiscoverWhatIsNamedWithItsPath() throws IOException {
        // given: as rollcall discover prints it
        program("usr/bin/java");
        Path further = program("opt/graal/bin/java");
        plan = plan("{'packages': ['java', {'name': 'java@graal', 'command': ['%s', '-version']}]}".formatted(further));

        // then
        assertThat(names()).containsExactly("java", "java@graal");
    }

    @Test
    void takesTheFoldersOfThePathAsTheyStand() throws IOException {
        // given
        program("shims/x");
        Path odd = root.resolve("a[b*");
        Files.createDirectories(odd);
        new Scripts(odd).sh("java");
        SearchPath path = new SearchPath(List.of(odd, root.resolve("usr/bin")));
        Machine machine = new Machine(path, List.of(), FolderWatch::ofThisSystem);

        // then
        assertThat(new ProbePlan(Configs.read("{}"), catalogue, machine, "here")
                        .scan()
                        .probes())
                .extracting(probe -> probe.subject().key().packageName())
                .containsExactly("java");
    }

    @Test
    void asksOnceAboutTheInstallThatBecomesTheFirstOne() throws IOException {
        // given
        Path first = program("usr/sbin/java");
        program("usr/bin/java");
        assertThat(names()).hasSize(2);

        // when
        Files.delete(first);

        // then
        assertThat(commands()).containsExactly("java: java -version");
    }

    @Test
    void asksOnAboutWhatWasUninstalled() throws IOException {
        // given
        Path plain = program("usr/bin/java");
        Path further = program("opt/graal/bin/java");
        List<String> before = commands();

        // when
        Files.delete(plain);
        Files.delete(further);

        // then
        assertThat(commands()).isEqualTo(before).hasSize(2);
        program("usr/bin/java");
        assertThat(commands()).containsExactlyElementsOf(before);
    }

    @Test
    void forgetsTheFirstOfTooManyThatAreGone() throws IOException {
        for (int i = 0; i < Remembered.GONE_MAX + 2; i++) {
            Path java = program("opt/java" + i + "/bin/java");
            program("usr/bin/java");
            plan.scan();
            Files.delete(java);
        }
        assertThat(names()).hasSize(1 + Remembered.GONE_MAX).doesNotContain("java@" + dashed("opt/java1"));
    }

    @Test
    void remembersWhereANewProgramWouldBeNews() throws IOException {
        // when
        Plan scanned = plan.scan();

        // then
        assertThat(scanned.places().get(root.resolve("usr/bin")).contains("php8.4"))
                .isTrue();
        assertThat(scanned.places().get(root.resolve("usr/bin")).contains("unheard-of"))
                .isFalse();
        assertThat(scanned.places().get(root).contains("opt")).isTrue();
        Files.createDirectories(root.resolve("opt/new"));
        assertThat(plan.scan().places().get(root.resolve("opt")).contains("anything"))
                .isTrue();
        assertThat(plan.scan().places().get(root.resolve("opt/new")).contains("bin"))
                .isTrue();
    }

    @Test
    void survivesFoldersThatGoInCirclesOrAreNone() throws IOException {
        // given
        link("jvm/loop", root.resolve("jvm"));
        link("jvm/self", root.resolve("jvm/self"));
        Files.writeString(root.resolve("jvm/file"), "");
        Files.createDirectories(root.resolve("usr/bin/java"));
        IntStream.range(0, 3).forEach(i -> root.resolve("jvm/dir" + i).toFile().mkdirs());

        // then
        assertThat(commands()).isEmpty();
    }

    private ProbePlan plan(String json) {
        SearchPath path = new SearchPath(
                List.of(root.resolve("shims"), root.resolve("usr/sbin"), root.resolve("usr/bin"), root.resolve("bin")));
        Machine machine =
                new Machine(path, List.of(root + "/opt/*/bin", root + "/opt/*/sbin"), FolderWatch::ofThisSystem);
        return new ProbePlan(Configs.read(json), catalogue, machine, "here");
    }

    private List<String> commands() {
        return plan.scan().probes().stream()
                .map(probe -> probe.subject().key().packageName() + ": "
                        + String.join(" ", probe.command().argv()))
                .toList();
    }

    private List<String> names() {
        return plan.scan().probes().stream()
                .map(probe -> probe.subject().key().packageName())
                .toList();
    }

    private Path program(String place) throws IOException {
        Path file = root.resolve(place);
        Files.createDirectories(file.getParent());
        return new Scripts(file.getParent()).sh(file.getFileName().toString());
    }

    private Path link(String place, Path target) throws IOException {
        Path link = root.resolve(place);
        Files.createDirectories(link.getParent());
        return Files.createSymbolicLink(link, target);
    }

    private String dashed(String place) {
        return root.resolve(place).toString().substring(1).replaceAll("[^A-Za-z0-9._+@~-]", "-");
    }
}
