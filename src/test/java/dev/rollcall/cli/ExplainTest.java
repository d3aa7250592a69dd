package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.catalogue.CatalogueEntry;
import dev.rollcall.cli.CommandRig.Result;
import dev.rollcall.collect.Survey;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.testing.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {
    @TempDir
    Path folder;

    @Test
    void showsTheRunBothOutputsEveryCandidateAndTheWinner() throws IOException {
        // given
        Path shop = script("shop", "printf 'shop 4.2\\nOpenSSL 3.0.2\\n'; printf 'be \\033[31mwarned\\n' >&2; exit 3");

        // when
        Result result = CommandRig.run("explain", shop.toString(), "--version");

        // then
        assertThat(result.out())
                .containsSubsequence(
                        "asked    " + shop + " --version",
                        "program  " + shop,
                        "ended    exit code 3, after ",
                        "stdout   2 lines",
                        "1 │ shop 4.2",
                        "2 │ OpenSSL 3.0.2",
                        "stderr   1 line",
                        "1 │ be ␛[31mwarned",
                        "▸ 4.2 ",
                        "stdout line 1, column 6",
                        "+55  behind the program's own name",
                        "3.0.2 ",
                        "-150  behind OpenSSL, which is something else",
                        "4.2 is the version: behind the program's own name.");
        assertThat(result.exit()).isZero();
        assertThat(result.err()).isEmpty();
    }

    @Test
    void saysWhyThereIsNoVersion() throws IOException {
        Result result =
                CommandRig.run("explain", "--", script("shop", "echo ready").toString(), "-v");
        assertThat(result.out())
                .contains("No version: no version in the output; nothing in it has the shape of a version.");
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void tellsWhatIsNotInstalled() {
        Result result = CommandRig.run("explain", "--", "/nowhere/shop", "-v");
        assertThat(result.out())
                .containsSubsequence("nowhere", "not run", "Not installed: /nowhere/shop does not exist.");
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void triesAPatternAndShowsWhatWouldBeWeighedWithoutIt() throws IOException {
        String shop = script("shop", "echo shop 4.2 build 77").toString();
        Result result = CommandRig.run("explain", "--pattern", "build (?<version>\\d+)", shop, "-v");
        assertThat(result.out())
                .containsSubsequence(
                        "pattern  build (?<version>\\d+)",
                        "What would be weighed without the pattern:",
                        "▸ 4.2",
                        "77 is the version: the pattern says so.");
    }

    @Test
    void asksAPackageOfTheConfigurationByItsName() throws IOException {
        // given
        Path shop = script("shop", "echo build-9");
        Path conf = Files.writeString(folder.resolve("c.json"), """
                { "packages": [ { "name": "till", "label": "The till", "command": ["%s"], "pattern": "build-(?<version>.+)" } ] }
                """.formatted(shop));

        // when
        Result result = CommandRig.run("explain", "--conf", conf.toString(), "till");

        // then
        assertThat(result.out()).startsWith("The till\n").contains("9 is the version: the pattern says so.");
    }

    @Test
    void showsWhatAListingLists() throws IOException {
        // given
        Path conf = Files.writeString(
                folder.resolve("c.json"), """
                { "packages": [ { "name": "ours", "command": ["%s"], "pattern": "(?m)^(?<name>\\\\S+) (?<version>\\\\d.*)$" } ] }
                """.formatted(script("list", "echo shop 1.2; echo till 3.4; echo nothing")));

        // when
        Result result = CommandRig.run("explain", "--conf", conf.toString(), "ours");

        // then
        assertThat(result.out()).containsSubsequence("2 packages:", "shop ", "1.2", "till ", "3.4");
        assertThat(result.exit()).isZero();
    }

    @Test
    void recordsAnOutputThatExtractReadsInTheSameWay() throws IOException {
        String shop = script("shop", "echo shop 4.2").toString();
        Result recorded = CommandRig.run("explain", "--json", shop, "-v");
        Result read = CommandRig.runWith(recorded.out(), "extract");
        assertThat(read.out())
                .isEqualTo("{\"id\":\"shop\",\"version\":\"4.2\",\"status\":\"ok\","
                        + "\"why\":\"behind the program's own name\"}\n");
    }

    @Test
    void takesAPathForACommandAlsoWithoutArguments() throws IOException {
        Result result =
                CommandRig.run("explain", script("shop", "echo shop 4.2").toString());
        assertThat(result.out()).contains("4.2 is the version");
    }

    @Test
    void tellsWhatIsThereAndCannotBeRun() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no program");
        assertThat(CommandRig.run("explain", text.toString(), "-v").out()).contains(text + ", which is not executable");
        assertThat(CommandRig.run("explain", folder.toString(), "-v").out()).contains(folder + ", which is a folder");
        assertThat(CommandRig.run("explain", "--json", "/nowhere/shop", "-v").err())
                .isEqualTo("rollcall: nothing to record: /nowhere/shop does not exist\n");
        assertThat(CommandRig.run("explain", "", "x").err())
                .isEqualTo("rollcall: found an empty word; must be a program\n");
    }

    @Test
    void saysBeforeItAsksThatAskingHasASideEffect() throws Exception {
        // given: one that is not installed here, so that nothing happens
        Catalogue catalogue = Catalogue.load();
        Survey survey = new Survey(new ConfigReader(name -> true).read("defaults", "{}"), catalogue, System.getenv());
        List<CatalogueEntry> installed = survey.leftAlone();
        CatalogueEntry entry = catalogue.entries().stream()
                .filter(one -> one.sideEffect() != null && !installed.contains(one))
                .findFirst()
                .orElseThrow();

        // then
        assertThat(CommandRig.run("explain", entry.name()).out())
                .contains("beware   this command " + entry.sideEffect() + "; it is not asked unless it is named");
    }

    @Test
    void refusesANameThatNobodyKnowsAndSaysWhatToSayInstead() {
        Result result = CommandRig.run("explain", "no-such-package");
        assertThat(result.err())
                .isEqualTo("rollcall: no package is called \"no-such-package\"; for a command say: rollcall explain --"
                        + " no-such-package --version\n");
        assertThat(result.exit()).isEqualTo(2);
    }

    @Test
    void refusesAPatternThatCannotBeUsed() {
        assertThat(CommandRig.run("explain", "--pattern", "a(", "echo", "1").err())
                .startsWith("rollcall: --pattern: found a(; must compile");
        assertThat(CommandRig.run("explain", "--pattern", "a", "echo", "1").err())
                .isEqualTo("rollcall: --pattern: found a; must have a group (?<version>…)\n");
    }

    private Path script(String name, String body) throws IOException {
        return Script.in(folder, name, body).path();
    }
}
