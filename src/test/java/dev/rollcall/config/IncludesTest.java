package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A configuration of many files. */
class IncludesTest {
    @TempDir
    Path folder;

    private ConfigFolder files;

    @BeforeEach
    void setUp() {
        files = new ConfigFolder(folder);
    }

    @Test
    void joinsThePackagesOfTheMainFileAndOfTheOthersByName() throws Exception {
        // given
        files.file("rollcall.json", "{'include': ['d/*.json', 'last.json'], 'packages': ['kernel']}")
                .file("d/b.json", "{'packages': [{'name': 'b', 'command': 'b'}]}")
                .file("d/a.json", "{'packages': [{'name': 'a', 'command': 'a'}], 'collect': {'every': '5s'}}")
                .file("d/.hidden.json", "broken")
                .file("d/a.json~", "broken")
                .file("last.json", "{'include': ['deeper/x.json'], 'packages': ['nginx']}")
                .file("deeper/x.json", "{'http': {'port': 1}, '$schema': 'any'}");

        // when
        RollcallConfig config = files.read().config();

        // then
        assertThat(config.packages()).extracting(PackageConfig::name).containsExactly("kernel", "a", "b", "nginx");
        assertThat(config.collect().every()).hasSeconds(5);
        assertThat(config.http().port()).isEqualTo(1);
    }

    @Test
    void letsFilesShareASectionAsLongAsEachKeyIsSaidOnce() throws Exception {
        files.file("rollcall.json", "{'include': ['a.json'], 'http': {'port': 1, 'limits': {'idle': 5}}}")
                .file("a.json", "{'http': {'host': '::1', 'limits': {'answers': 6}}}");

        HttpConfig http = files.read().config().http();

        assertThat(http.port()).isEqualTo(1);
        assertThat(http.host()).isEqualTo("::1");
        assertThat(http.limits().idle()).isEqualTo(5);
        assertThat(http.limits().answers()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'http': {'port': 2}}    | /http/port (line 1, column 19)
            {'http': {'port': 1}}    | /http/port (line 1, column 19)
            {'http': 5}              | /http (line 1, column 10)
            {'packages': {}}         | /packages (line 1, column 14)
            """)
    void namesBothPlacesOfAKeyThatIsSaidTwice(String json, String place) {
        files.file("rollcall.json", "{'include': ['a.json'], 'http': {'port': 1}, 'packages': []}")
                .file("a.json", json);

        assertThat(files.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith(
                                "a.json: " + place + ": found the key a second time; must be there once in all files")
                        .contains("it stands in rollcall.json (line 1, column "));
    }

    @Test
    void saysInWhichFileAProblemIsTheMainOneFirst() {
        // given
        files.file("rollcall.json", "{'include': ['packages.d/*.json'],\n 'http': {'port': -1}}")
                .file("packages.d/shop.json", "{'packages': [{'name': 'shop', 'command': 's', 'every': '1 h'}]}")
                .file("packages.d/broken.json", "{'packages': [")
                .file("packages.d/list.json", "[]");

        // then
        assertThat(files.problems())
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("rollcall.json: /http/port (line 2, column 19): found -1"),
                        one -> assertThat(one)
                                .startsWith("packages.d/broken.json: (whole file) (line 1, column 15): found broken"),
                        one -> assertThat(one)
                                .isEqualTo("packages.d/list.json: (whole file) (line 1, column 1): found [];"
                                        + " must be a JSON object; {} is enough"),
                        one -> assertThat(one)
                                .startsWith("packages.d/shop.json: /packages/0/every (line 1, column 57): found"
                                        + " \"1 h\"; must be a duration with its unit"));
        assertThat(files.refusal().report("nothing was started").lines())
                .first()
                .isEqualTo(folder.resolve("rollcall.json") + ": 4 problems, nothing was started:");
        assertThat(files.refusal().getMessage()).contains("\n  /http/port (line 2");
    }

    @Test
    void namesTheOtherFileOfAPackageThatStandsTwice() {
        files.file("rollcall.json", "{'include': ['a.json'], 'packages': ['nginx']}")
                .file("a.json", "{'packages': ['kernel', 'nginx']}");

        assertThat(files.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith(
                                "a.json: /packages/1 (line 1, column 25): found \"nginx\"; must be a name that stands once")
                        .endsWith("it stands at rollcall.json (line 1, column 38) already"));
    }

    @Test
    void showsTheWayOfAFileThatLeadsBackToItself() throws IOException {
        // given
        files.file("rollcall.json", "{'include': ['a.json']}")
                .file("a.json", "{'include': ['d/b.json']}")
                .file("d/b.json", "{'include': ['link.json']}");
        Files.createSymbolicLink(folder.resolve("d/link.json"), folder.resolve("a.json"));

        // then
        assertThat(files.problems())
                .containsExactly("d/b.json: /include/0 (line 1, column 14): found \"link.json\"; must be a file that"
                        + " does not lead back to itself: rollcall.json → a.json → d/b.json → d/link.json");
    }

    @Test
    void refusesAFileThatIncludesItself() {
        files.file("rollcall.json", "{'include': ['*.json']}");
        assertThat(files.problems())
                .containsExactly("rollcall.json: /include/0 (line 1, column 14): found \"*.json\"; must be a file that"
                        + " does not lead back to itself: rollcall.json → rollcall.json");
    }

    @Test
    void refusesAFileThatIsIncludedTwiceAndShowsTheFirstWay() {
        files.file("rollcall.json", "{'include': ['a.json', 'b.json']}")
                .file("a.json", "{'include': ['c.json']}")
                .file("b.json", "{'include': ['./c.json']}")
                .file("c.json", "{}");

        assertThat(files.problems())
                .containsExactly("b.json: /include/0 (line 1, column 14): found \"./c.json\"; must be a file that is"
                        + " included once; it is already: rollcall.json → a.json → c.json");
    }

    @Test
    void wantsAFileThatIsNamedButNotOneThatAPatternMayFind() throws Exception {
        // given
        files.file("rollcall.json", "{'include': ['none/*.json', 'n?ne.json', 'rollcall.json/*', 'a.json']}");

        // then
        assertThat(files.problems())
                .containsExactly(
                        "rollcall.json: /include/3 (line 1, column 61): found \"a.json\"; must be the name of a"
                                + " file that can be read (a.json: no such file)");
        files.file("a.json", "{}");
        assertThat(files.read().footprint().folders()).contains(folder);
    }

    @Test
    void goesTenFilesDeepAndNotDeeper() throws Exception {
        // given
        for (int i = 1; i <= 10; i++) {
            files.file(i + ".json", "{'include': ['" + (i + 1) + ".json']}");
        }
        files.file("rollcall.json", "{'include': ['2.json']}").file("11.json", "{'http': {'port': 11}}");

        // then
        assertThat(files.read().config().http().port()).isEqualTo(11);
        files.file("rollcall.json", "{'include': ['1.json']}");
        assertThat(files.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("10.json: /include/0")
                        .contains("at most 10 files deep: rollcall.json → 1.json → 2.json"));
    }

    @Test
    void readsAtMostAThousandFiles() {
        // given
        files.file("rollcall.json", "{'include': ['d/*.json']}");
        IntStream.rangeClosed(1, 1_001).forEach(i -> files.file("d/" + i + ".json", "{}"));

        // then
        assertThat(files.problems())
                .isEqualTo(
                        List.of("rollcall.json: /include/0 (line 1, column 14): found \"d/*.json\"; must be one of at"
                                + " most 1000 files"));
    }

    @Test
    @Timeout(20)
    void opensNoPipeThatNobodyMayEverWriteTo() throws Exception {
        // given: who opens it waits for a writer
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        files.file("rollcall.json", "{'include': ['pipe'], 'collect': {'host': '${file:pipe}'}}");

        // then
        assertThat(files.problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("(", "a pipe or a device, which may never end)"));

        // when
        Footprint footprint = files.refusal().footprint();
        assertThat(footprint.now()).isEqualTo(footprint.asRead());
        Files.delete(folder.resolve("pipe"));
        files.file("pipe", "{}");

        // then
        assertThat(footprint.now()).isNotEqualTo(footprint.asRead());
    }

    @Test
    @Timeout(20)
    void givesUpAPatternThatLinksLeadRoundAndRound() throws IOException {
        // given: each step has three names for each one before
        files.file("rollcall.json", "{'include': ['" + "*/".repeat(30) + "*.json']}");
        for (String name : List.of("a", "b", "c")) {
            Files.createSymbolicLink(folder.resolve(name), Path.of("."));
        }

        // then
        assertThat(files.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .endsWith("a pattern whose folders can be read (more than 10000 names on its way)"));
    }
}
