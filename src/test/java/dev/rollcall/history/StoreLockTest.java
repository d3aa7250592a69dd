package dev.rollcall.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class StoreLockTest {
    private static final String IN_USE =
            "another Rollcall writes to it (process " + ProcessHandle.current().pid() + ")";

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void keepsTheLockOfTheKernelWhenASecondOneInThisProcessIsRefused() throws Exception {
        // given
        Path file = folder.resolve("h.db");
        try (StoreLock first = StoreLock.take(file)) {
            assertThat(isLockedByTheKernel(file)).isTrue();

            // when
            assertThatThrownBy(() -> StoreLock.take(file))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(IN_USE);

            // then
            assertThat(isLockedByTheKernel(file)).isTrue();
            assertThat(first).isNotNull();
        }
        assertThat(isLockedByTheKernel(file)).isFalse();
    }

    @Test
    void knowsAFileByAnotherName() throws Exception {
        // given
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        try (StoreLock first = StoreLock.take(real.resolve("h.db"))) {
            assertThat(first).isNotNull();

            // when, then
            assertThatThrownBy(() -> StoreLock.take(link.resolve("h.db"))).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void isTheSameForALinkInAnotherFolderWhetherTheFileIsThereOrNot() throws Exception {
        // given
        Path file = folder.resolve("linked.db");
        Path link = Files.createSymbolicLink(
                Files.createDirectory(folder.resolve("elsewhere")).resolve("h.db"), Path.of("..", "linked.db"));

        for (int i = 0; i < 2; i++) {
            // when
            try (StoreLock lock = StoreLock.take(link)) {
                // then
                assertThat(lock).isNotNull();
                assertThatThrownBy(() -> StoreLock.take(file)).isInstanceOf(StoreException.class);
            }
            if (i == 0) {
                Files.createFile(file);
            }
        }
    }

    @Test
    void canBeTakenAgainWhenItWasGivenBack() throws Exception {
        Path file = folder.resolve("h.db");
        for (int i = 0; i < 3; i++) {
            try (StoreLock lock = StoreLock.take(file)) {
                assertThat(lock).isNotNull();
            }
        }
    }

    @Test
    void isNotHeldForTakenWhenItCouldNotBeHad() throws Exception {
        // given: a folder cannot be opened for writing
        Path file = folder.resolve("h.db");
        Path inTheWay = Files.createDirectory(folder.resolve("h.db.lock"));
        assertThatThrownBy(() -> StoreLock.take(file)).isInstanceOf(IOException.class);

        // when
        Files.delete(inTheWay);

        // then
        try (StoreLock lock = StoreLock.take(file)) {
            assertThat(lock).isNotNull();
        }
    }

    /** As proc_locks(5) has it: the last number of {@code 08:01:1234} is the inode. */
    private static boolean isLockedByTheKernel(Path file) throws IOException {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        String inode = ":" + Files.getAttribute(lock, "unix:ino") + " ";
        String pid = " " + ProcessHandle.current().pid() + " ";
        return Files.readAllLines(Path.of("/proc/locks")).stream()
                .anyMatch(line -> line.contains(inode) && line.contains(pid));
    }
}
