package dev.rollcall.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What takes the file away for a while: the board goes on live, says so, and what happened meanwhile is written afterwards. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class StoreTroubleTest {
    @TempDir
    Path folder;

    @Test
    void writesWhatHappenedWhileAnotherProgramHadTheFileLocked() throws Exception {
        Path database = folder.resolve("data/rollcall.db");
        try (StoreRig rig = new StoreRig(folder, database, "1.0")) {
            rig.see("1.1");
            rig.awaitHistory("recording", "");

            // when
            try (Connection other = StoreRig.connect(database);
                    Statement sql = other.createStatement()) {
                sql.execute("BEGIN IMMEDIATE");
                rig.see("1.2");
                rig.awaitHistory("degraded", "another program has it locked");
                rig.see("1.1");
                rig.see("1.3");
                sql.execute("ROLLBACK");
            }
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
    void goesOnFromWhatItKnewWhenTheFileWasLockedAtTheStart() throws Exception {
        Path database = folder.resolve("data/rollcall.db");
        try (StoreRig rig = new StoreRig(folder, database, "1.0")) {
            rig.see("1.1");
            String since = rig.entry("fixed").getString("since");
            String first = rig.id();
            rig.stop();

            // when
            try (Connection other = StoreRig.connect(database);
                    Statement sql = other.createStatement()) {
                sql.execute("BEGIN IMMEDIATE");
                rig.start();
                rig.see("1.2");
                rig.awaitHistory("degraded", "another program has it locked");
                sql.execute("ROLLBACK");
            }
            rig.awaitHistory("recording", "");
            rig.see("1.3");

            // then
            assertThat(rig.written())
                    .containsExactly("appeared null 1.0", "upgraded 1.0 1.1", "upgraded 1.1 1.2", "upgraded 1.2 1.3");
            assertThat(rig.id()).doesNotStartWith(first.substring(0, first.indexOf('-') + 1));
            assertThat(rig.entry("fixed").getString("since")).isEqualTo(since);
            rig.assertLevel();
            rig.stop();
        }
    }

    @Test
    void beginsAFileAnewThatWasDeleted() throws Exception {
        Path database = folder.resolve("data/rollcall.db");
        try (StoreRig rig = new StoreRig(folder, database, "1.0")) {
            rig.see("1.1");
            rig.awaitHistory("recording", "");

            // when
            Files.delete(database);
            rig.see("1.2");
            rig.awaitHistory("recording", "");
            rig.see("1.3");

            // then
            assertThat(rig.written()).startsWith("appeared null 1.2").endsWith("upgraded 1.2 1.3");
            rig.assertLevel();
            rig.stop();
        }
    }

    @Test
    void leavesAFolderAloneThatWasMovedAwayAndMakesAnother() throws Exception {
        Path database = folder.resolve("data/rollcall.db");
        try (StoreRig rig = new StoreRig(folder, database, "1.0")) {
            rig.see("1.1");
            rig.awaitHistory("recording", "");

            // when
            Path moved = Files.move(folder.resolve("data"), folder.resolve("moved"));
            rig.see("1.2");
            rig.awaitHistory("recording", "");
            rig.see("1.3");

            // then
            assertThat(rig.written()).endsWith("upgraded 1.2 1.3");
            assertThat(StoreRig.ask(
                            moved.resolve("rollcall.db"), "SELECT max(to_version) FROM change WHERE to_version < '2'"))
                    .isEqualTo("1.1");
            rig.assertLevel();
            rig.stop();
        }
    }

    @Test
    void writesAsSoonAsNoFolderIsInItsPlace() throws Exception {
        Path database = Files.createDirectories(folder.resolve("data/rollcall.db"));
        try (StoreRig rig = new StoreRig(folder, database, "1.0")) {
            rig.see("1.1");
            rig.awaitHistory("degraded", "it cannot be opened for writing");

            // when
            Files.delete(database);
            rig.awaitHistory("recording", "");
            rig.see("1.2");

            // then
            assertThat(rig.written()).containsExactly("appeared null 1.0", "upgraded 1.0 1.1", "upgraded 1.1 1.2");
            rig.assertLevel();
            rig.stop();
        }
    }

    @Test
    void writesAsSoonAsNoFileIsInThePlaceOfItsFolder() throws Exception {
        Path inTheWay = Files.createFile(folder.resolve("data"));
        try (StoreRig rig = new StoreRig(folder, inTheWay.resolve("rollcall.db"), "1.0")) {
            rig.see("1.1");
            rig.awaitHistory("degraded", "its folder cannot be made: " + inTheWay + " is a file");

            // when
            Files.delete(inTheWay);
            rig.awaitHistory("recording", "");
            rig.see("1.2");

            // then
            assertThat(rig.written()).containsExactly("appeared null 1.0", "upgraded 1.0 1.1", "upgraded 1.1 1.2");
            rig.assertLevel();
            rig.stop();
        }
    }
}
