package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a reading depended on is seen to change, also what was not there. */
class FootprintTest {
    @TempDir
    Path folder;

    private ConfigFolder files;

    @BeforeEach
    void setUp() {
        files = new ConfigFolder(folder).environment(Map.of());
    }

    @Test
    void staysTheSameWhileNothingChanges() throws Exception {
        // given
        files.file("rollcall.json", "{'include': ['d/*.json'], 'collect': {'host': '${file:name}'}}")
                .file("name", "web-1")
                .file("d/a.json", "{}");
        Footprint footprint = files.read().footprint();

        // when: written anew with the same content, and something else beside it
        files.file("d/a.json", "{}").file("d/a.txt", "not asked for");

        // then
        assertThat(footprint.now()).isEqualTo(footprint.asRead());
        assertThat(footprint.files())
                .containsExactly(folder.resolve("d/a.json"), folder.resolve("name"), folder.resolve("rollcall.json"));
    }

    @Test
    void seesEachFileChangeWhateverItsTimeSays() throws Exception {
        // given
        files.file("rollcall.json", "{'include': ['d/*.json'], 'collect': {'host': '${file:name}'}}")
                .file("name", "web-1")
                .file("d/a.json", "{}");
        for (String name : Set.of("rollcall.json", "name", "d/a.json")) {
            Footprint footprint = files.read().footprint();
            Path file = folder.resolve(name);
            String text = Files.readString(file);
            var time = Files.getLastModifiedTime(file);

            // when
            Files.writeString(
                    file, text.replace("{}", "{ }").replace("web-1", "web-2").replace("'d/", "\n'd/") + " ");
            Files.setLastModifiedTime(file, time);

            // then
            assertThat(footprint.now()).as(name).isNotEqualTo(footprint.asRead());
            Files.writeString(file, text);
            assertThat(footprint.now()).as(name).isEqualTo(footprint.asRead());
        }
    }

    @Test
    void seesAFileThatAPatternFindsComeAndGo() throws Exception {
        // given: not even the folder is there
        files.file("rollcall.json", "{'include': ['d/*.json']}");
        Footprint none = files.read().footprint();

        // when
        files.file("d/a.json", "{}");
        Footprint one = files.read().footprint();

        // then
        assertThat(none.now()).isNotEqualTo(none.asRead());
        assertThat(one.now()).isEqualTo(one.asRead());
        Files.delete(folder.resolve("d/a.json"));
        assertThat(one.now()).isNotEqualTo(one.asRead());
    }

    @Test
    void seesThatWhatWasMissingOrBrokenIsMended() {
        files.file("rollcall.json", "{'include': ['a.json', 'b.json'], 'collect': {'host': '${file:name}'}}")
                .file("b.json", "{");
        for (String mended : Set.of("a.json", "b.json", "name")) {
            Footprint footprint = files.refusal().footprint();
            assertThat(footprint.now()).isEqualTo(footprint.asRead());

            // when
            files.file(mended, "{}");

            // then
            assertThat(footprint.now()).as(mended).isNotEqualTo(footprint.asRead());
        }
    }

    @Test
    void seesTheMainFileAppear() throws Exception {
        // given
        Path file = folder.resolve("rollcall.json");
        Footprint missing = files.refusal().footprint();
        Loaded defaults = ConfigSource.fileIfThere(file, Set.of()).read();

        // when
        files.file("rollcall.json", "{}");

        // then
        assertThat(missing.now()).isNotEqualTo(missing.asRead());
        assertThat(defaults.footprint().now()).isNotEqualTo(defaults.footprint().asRead());
    }

    @Test
    void seesAMoveIntoPlaceAndALinkThatIsSwapped() throws IOException, InvalidConfigException {
        // given: as Kubernetes mounts a config map
        files.file("v1/rollcall.json", "{}").file("v2/rollcall.json", "{'http': {'port': 2}}");
        Files.createSymbolicLink(folder.resolve("data"), Path.of("v1"));
        Files.createSymbolicLink(folder.resolve("rollcall.json"), Path.of("data/rollcall.json"));
        Footprint before = files.read().footprint();

        // when
        Files.createSymbolicLink(folder.resolve("tmp"), Path.of("v2"));
        Files.move(folder.resolve("tmp"), folder.resolve("data"), StandardCopyOption.ATOMIC_MOVE);

        // then
        assertThat(before.now()).isNotEqualTo(before.asRead());
        assertThat(files.read().config().http().port()).isEqualTo(2);
    }
}
