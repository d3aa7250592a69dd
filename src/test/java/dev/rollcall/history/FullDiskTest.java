package dev.rollcall.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk of its own for the file, which is full or cannot be written to; where none can be mounted, the test is skipped. {@link
 * RecorderTest} has a store that is full for everybody.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class FullDiskTest {
    @TempDir
    Path folder;

    private Path disk;
    private Path database;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        database = disk.resolve("rollcall.db");
        assumeTrue(runs("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", disk.toString()), "may mount a disk");
    }

    @AfterEach
    void unmount() throws Exception {
        runs("umount", "--lazy", disk.toString());
    }

    @Test
    void writesWhatHappenedWhileTheDiskWasFull() throws Exception {
        try (StoreRig rig = new StoreRig(folder, database, "1.0")) {
            rig.see("1.1");

            // when
            Path filler = fill();
            rig.see("1.2");
            rig.awaitHistory("degraded", "the disk is full");
            rig.see("1.1");
            rig.see("1.3");
            rig.awaitHistory("degraded", "the disk is full");
            Files.delete(filler);
            rig.awaitHistory("recording", "");
            rig.see("1.4");

            // then
            assertThat(rig.written())
                    .containsExactly(
                            "appeared null 1.0",
                            "upgraded 1.0 1.1",
                            "upgraded 1.1 1.2",
                            "downgraded 1.2 1.1",
                            "upgraded 1.1 1.3",
                            "upgraded 1.3 1.4");
            rig.assertLevel();
            rig.stop();
        }
    }

    @Test
    void startsOnAFullDiskAndWritesWhenThereIsRoom() throws Exception {
        Path filler = fill();
        try (StoreRig rig = new StoreRig(folder, database, "1.0")) {
            rig.awaitHistory("degraded", "the disk is full");
            rig.see("1.1");

            // when
            Files.delete(filler);
            rig.awaitHistory("recording", "");
            rig.see("1.2");

            // then
            assertThat(rig.written()).containsExactly("appeared null 1.0", "upgraded 1.0 1.1", "upgraded 1.1 1.2");
            rig.assertLevel();
            rig.stop();
        }
    }

    @Test
    void goesOnFromWhatItKnewWhenADiskThatWasReadOnlyCanBeWrittenToAgain() throws Exception {
        try (StoreRig rig = new StoreRig(folder, database, "1.0")) {
            rig.see("1.1");
            String since = rig.entry("fixed").getString("since");
            rig.stop();

            // when
            assertThat(runs("mount", "-o", "remount,ro", disk.toString())).isTrue();
            rig.start();
            rig.see("1.2");
            rig.awaitHistory("degraded", "Read-only file system");
            assertThat(runs("mount", "-o", "remount,rw", disk.toString())).isTrue();
            rig.awaitHistory("recording", "");
            rig.see("1.3");

            // then
            assertThat(rig.written())
                    .containsExactly("appeared null 1.0", "upgraded 1.0 1.1", "upgraded 1.1 1.2", "upgraded 1.2 1.3");
            assertThat(rig.entry("fixed").getString("since")).isEqualTo(since);
            rig.assertLevel();
            rig.stop();
        }
    }

    /** Not a byte is left. */
    private Path fill() throws IOException {
        Path filler = disk.resolve("filler");
        byte[] block = new byte[512];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    private static boolean runs(String... command) throws Exception {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
