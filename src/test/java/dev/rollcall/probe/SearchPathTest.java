package dev.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.probe.SearchPath.Executable;
import dev.rollcall.probe.SearchPath.NotFound;
import dev.rollcall.probe.SearchPath.NotRunnable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchPathTest {
    @TempDir
    Path first;

    @TempDir
    Path second;

    private SearchPath path;

    @BeforeEach
    void makePath() {
        path = new SearchPath(List.of(first, second));
    }

    @Test
    void takesTheFirstFolderThatHasAProgramOfTheName() {
        // given
        new Scripts(first).sh("both", "");
        new Scripts(second).sh("both", "");
        new Scripts(second).sh("later", "");

        // then
        assertThat(path.resolve("both")).isEqualTo(new Executable(first.resolve("both")));
        assertThat(path.resolve("later")).isEqualTo(new Executable(second.resolve("later")));
    }

    @Test
    void prefersWhatCanBeRunToWhatStandsEarlier() throws IOException {
        // given
        new Scripts(first).file("program", "");
        Files.createDirectory(first.resolve("other"));
        new Scripts(second).sh("program", "");
        new Scripts(second).sh("other", "");

        // then
        assertThat(path.resolve("program")).isEqualTo(new Executable(second.resolve("program")));
        assertThat(path.resolve("other")).isEqualTo(new Executable(second.resolve("other")));
    }

    @Test
    void saysWhyAProgramCannotBeRun() throws IOException {
        // given
        Path data = new Scripts(second).file("data", "");
        Path folder = Files.createDirectory(second.resolve("folder"));

        // then
        assertThat(path.resolve("data")).isEqualTo(new NotRunnable(data, "is not executable"));
        // A folder that stands on the path under that name by chance is no program that cannot be run.
        assertThat(path.resolve("folder")).isEqualTo(new NotFound());
        assertThat(path.resolve(data.toString())).isEqualTo(new NotRunnable(data, "is not executable"));
        assertThat(path.resolve(folder.toString())).isEqualTo(new NotRunnable(folder, "is a folder"));
    }

    @Test
    void namesTheFirstOfSeveralThatCannotBeRun() {
        // given
        Path earlier = new Scripts(first).file("data", "");
        new Scripts(second).file("data", "");

        // then
        assertThat(path.resolve("data")).isEqualTo(new NotRunnable(earlier, "is not executable"));
    }

    @Test
    void takesANameWithASlashForAPathAndLooksNowhereElse() {
        // given
        Path program = new Scripts(second).sh("program", "");

        // then
        assertThat(path.resolve(program.toString())).isEqualTo(new Executable(program));
        assertThat(path.resolve("./program")).isEqualTo(new NotFound());
    }

    @Test
    void followsLinksAndFindsNothingBehindABrokenOne() throws IOException {
        // given
        Path program = new Scripts(second).sh("program", "");
        Path link = Files.createSymbolicLink(first.resolve("link"), program);
        Files.createSymbolicLink(first.resolve("broken"), second.resolve("gone"));

        // then
        assertThat(path.resolve("link")).isEqualTo(new Executable(link));
        assertThat(path.resolve("broken")).isEqualTo(new NotFound());
    }

    @Test
    void findsNothingUnderAnImpossibleName() {
        assertThat(path.resolve("no-such-program")).isEqualTo(new NotFound());
        assertThat(path.resolve("nul\0nul")).isEqualTo(new NotFound());
        assertThat(path.resolve("/nul\0nul")).isEqualTo(new NotFound());
        assertThat(path.resolve("x".repeat(5000))).isEqualTo(new NotFound());
    }

    @Test
    void findsNothingOnAnEmptyPath() {
        assertThat(new SearchPath(List.of()).resolve("sh")).isEqualTo(new NotFound());
    }

    @Test
    void extendsThePathOfTheEnvironmentByTheFoldersWhereServersLive() {
        assertThat(SearchPath.of(Map.of("PATH", "/opt/bin:/usr/bin")))
                .hasToString("/opt/bin:/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin:/bin");
    }

    @Test
    void hasTheUsualFoldersWithoutAnyPathInTheEnvironment() {
        // given
        String usual = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

        // then
        assertThat(SearchPath.of(Map.of())).hasToString(usual);
        assertThat(SearchPath.of(Map.of("PATH", ""))).hasToString(usual);
    }

    @Test
    void leavesOutFoldersThatDependOnWhereRollcallWasStarted() {
        assertThat(SearchPath.of(Map.of("PATH", ".::bin:nul\0nul:/opt/bin")).toString())
                .startsWith("/opt/bin:/usr/local/sbin:");
    }
}
