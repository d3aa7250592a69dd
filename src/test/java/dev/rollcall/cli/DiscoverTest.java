package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.cli.CommandRig.Result;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.PackageConfig;
import dev.rollcall.config.RollcallConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the machine that it runs on, which has Java and a kernel at least. */
class DiscoverTest {
    @TempDir
    Path folder;

    @Test
    void printsASectionThatTheConfigurationTakesAsItIs() throws Exception {
        // when
        Result result = CommandRig.run("discover");

        // then
        assertThat(result.exit()).isZero();
        Catalogue catalogue = Catalogue.load();
        RollcallConfig config = new ConfigReader(name -> catalogue.find(name).isPresent())
                .read("discovered", "{ \"collect\": { \"discover\": false },\n" + result.out() + "}");
        assertThat(config.packages()).extracting(PackageConfig::name).contains("kernel", "java");
        assertThat(result.err()).containsPattern("(?m)^kernel +\\S+$");
    }

    @Test
    void leavesOutWhatTheConfigurationNames() throws Exception {
        Path conf = Files.writeString(folder.resolve("c.json"), "{ \"packages\": [\"kernel\"] }");
        Result result = CommandRig.run("discover", "--conf", conf.toString());
        assertThat(result.out()).contains("\"java\"").doesNotContain("\"kernel\"");
    }

    @Test
    void findsNothingMoreOnceItsOwnSectionIsTheConfiguration() throws Exception {
        // given
        Path conf = folder.resolve("c.json");
        Files.writeString(conf, "{" + CommandRig.run("discover").out() + "}");

        // then
        assertThat(CommandRig.run("discover", "--conf", conf.toString()).out()).isEqualTo("\"packages\": [\n]\n");
    }
}
