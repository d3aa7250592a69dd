package dev.rollcall.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.catalogue.CatalogueEntry;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Subject;
import dev.rollcall.probe.Command;
import dev.rollcall.probe.Probe;
import dev.rollcall.probe.Scripts;
import dev.rollcall.probe.SearchPath;
import dev.rollcall.watch.FolderWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a machine on which nothing is installed but what a test puts into one folder. */
class ProbePlanTest {
    private final Catalogue catalogue = Configs.catalogue("""
            {'System': [
               {'name': 'kernel', 'label': 'Linux kernel', 'executables': ['uname'], 'arguments': ['-r'],
                'pattern': '^(?<version>.+)'},
               {'name': 'curl'}],
             'Server': [
               {'name': 'nginx', 'arguments': ['-v']},
               {'name': 'apache', 'executables': ['apache2', 'httpd'], 'arguments': ['-v']},
               {'name': 'redis', 'executables': ['redis-server']}],
             'Language': [{'name': 'java', 'arguments': ['-version']}]}
            """);

    @TempDir
    Path folder;

    private Scripts installed;

    @BeforeEach
    void emptyMachine() {
        installed = new Scripts(folder);
    }

    @Test
    void asksNothingWhereNothingIsNamedOrInstalled() {
        assertThat(plan("{}")).isEmpty();
    }

    @Test
    void discoversWhatOfTheCatalogueIsInstalledInTheOrderOfTheCatalogue() {
        // given
        installed.sh("nginx");
        installed.sh("curl");
        installed.sh("unheard-of");
        installed.file("redis-server", "not executable");

        // then
        assertThat(names("{}")).containsExactly("curl", "nginx");
    }

    @Test
    void asksAboutNamedPackagesFirstInTheOrderOfTheFile() {
        // given
        installed.sh("curl");
        installed.sh("nginx");
        installed.sh("java");

        // then
        assertThat(names("{'packages': ['nginx', {'name': 'shop', 'command': 'shop -v'}]}"))
                .containsExactly("nginx", "shop", "curl", "java");
    }

    @Test
    void asksAboutANamedPackageThatIsNotInstalled() {
        // when
        List<Probe> probes = plan("{'packages': ['nginx', 'apache']}");

        // then
        assertThat(probes)
                .extracting(Probe::command)
                .containsExactly(new Command(List.of("nginx", "-v")), new Command(List.of("apache2", "-v")));
    }

    @Test
    void discoversNothingWhenToldSo() {
        // given
        installed.sh("curl");
        installed.sh("nginx");

        // then
        assertThat(names("{'collect': {'discover': false}, 'packages': ['nginx']}"))
                .containsExactly("nginx");
        assertThat(names("{'collect': {'discover': false}}")).isEmpty();
    }

    @Test
    void takesTheFirstOfThePossibleExecutablesThatIsInstalled() {
        // given
        installed.sh("httpd");
        List<Probe> before = plan("{}");
        installed.sh("apache2");

        // when
        List<Probe> after = plan("{}");

        // then
        assertThat(before).extracting(Probe::command).containsExactly(new Command(List.of("httpd", "-v")));
        assertThat(after).extracting(Probe::command).containsExactly(new Command(List.of("apache2", "-v")));
    }

    @Test
    void takesFromTheCatalogueWhatTheFileDoesNotSay() {
        // given
        CatalogueEntry kernel = catalogue.find("kernel").orElseThrow();

        // when
        Probe probe = plan("{'packages': ['kernel']}").get(0);

        // then
        assertThat(probe.subject())
                .isEqualTo(new Subject(new EntryKey("here", "kernel"), kernel.label(), kernel.category()));
        assertThat(probe.pattern()).isNotNull().isEqualTo(kernel.pattern());
        assertThat(probe.every()).isEqualTo(Duration.ofMinutes(1));
        assertThat(probe.timeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void takesFromTheFileWhatItSays() {
        // when
        Probe probe = plan("""
                        {'collect': {'every': '2m', 'timeout': '3s'},
                         'packages': [{'name': 'kernel', 'label': 'Core', 'category': 'Base',
                                       'pattern': '^(?<version>[0-9]+)', 'every': '10m', 'timeout': '1s'}]}
                        """).get(0);

        // then
        assertThat(probe.subject()).isEqualTo(new Subject(new EntryKey("here", "kernel"), "Core", "Base"));
        assertThat(probe.command()).isEqualTo(new Command(List.of("uname", "-r")));
        assertThat(probe.pattern()).isEqualTo(Pattern.compile("^(?<version>[0-9]+)"));
        assertThat(probe.every()).isEqualTo(Duration.ofMinutes(10));
        assertThat(probe.timeout()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void takesIntervalAndTimeOutOfTheWholeFileForAPackageThatHasNone() {
        // when
        Probe probe = plan("{'collect': {'every': '2m', 'timeout': '3s'}, 'packages': ['kernel']}")
                .get(0);

        // then
        assertThat(probe.every()).isEqualTo(Duration.ofMinutes(2));
        assertThat(probe.timeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void doesNotReadTheOutputOfAUsersOwnCommandByThePatternOfTheCatalogue() {
        // when
        Probe probe = plan("{'packages': [{'name': 'kernel', 'command': ['cat', '/my kernel']}]}")
                .get(0);

        // then
        assertThat(probe.command()).isEqualTo(new Command(List.of("cat", "/my kernel")));
        assertThat(probe.pattern()).isNull();
        assertThat(probe.subject().label())
                .isEqualTo(catalogue.find("kernel").orElseThrow().label());
    }

    @Test
    void putsAPackageThatNobodyKnowsUnderOtherAndLabelsItByItsName() {
        // when
        Probe probe =
                plan("{'packages': [{'name': 'shop', 'command': 'shop -v'}]}").get(0);

        // then
        assertThat(probe.subject()).isEqualTo(new Subject(new EntryKey("here", "shop"), "shop", "Other"));
    }

    @Test
    void putsTheEntriesOfAListingUnderItsLabelUnlessToldOtherwise() {
        // given
        String listing = "'command': 'list', 'pattern': '(?<name>n) (?<version>v)'";

        // when
        List<Probe> probes = plan("""
                {'packages': [{'name': 'a', %1$s}, {'name': 'b', 'label': 'B', %1$s}, {'name': 'kernel', %1$s},
                              {'name': 'c', 'label': 'C', 'category': 'Sea', %1$s}]}
                """.formatted(listing));

        // then
        assertThat(probes).allMatch(Probe::isListing);
        assertThat(probes)
                .extracting(probe -> probe.subject().category())
                .containsExactly("a", "B", "Linux kernel", "Sea");
    }

    private List<Probe> plan(String json) {
        return new ProbePlan(
                        Configs.read(json),
                        catalogue,
                        new Machine(new SearchPath(List.of(folder)), List.of(), FolderWatch::ofThisSystem),
                        "here")
                .scan()
                .probes();
    }

    private List<String> names(String json) {
        return plan(json).stream()
                .map(probe -> probe.subject().key().packageName())
                .toList();
    }
}
