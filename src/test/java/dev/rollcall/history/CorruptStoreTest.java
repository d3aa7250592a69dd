package dev.rollcall.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that make no sense are set aside, as they are; files that are somebody else's are left alone. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class CorruptStoreTest {
    @TempDir
    Path folder;

    private Path database;

    /** What happens to a file while nobody has it open. */
    private enum Damage {
        GARBAGE_HEADER {
            @Override
            void to(RandomAccessFile file) throws Exception {
                file.write(garbage(100));
            }
        },
        GARBAGE_FROM_THE_SECOND_PAGE_ON {
            @Override
            void to(RandomAccessFile file) throws Exception {
                file.seek(4096);
                file.write(garbage(Math.toIntExact(file.length() - 4096)));
            }
        },
        TRUNCATED_TO_HALF {
            @Override
            void to(RandomAccessFile file) throws Exception {
                file.setLength(file.length() / 2);
            }
        },
        TRUNCATED_TO_A_FEW_BYTES {
            @Override
            void to(RandomAccessFile file) throws Exception {
                file.setLength(50);
            }
        },
        TEXT {
            @Override
            void to(RandomAccessFile file) throws Exception {
                file.setLength(0);
                file.write("not a database\n".repeat(1000).getBytes(StandardCharsets.US_ASCII));
            }
        };

        abstract void to(RandomAccessFile file) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void setsAsideWhatMakesNoSenseAtTheStartAndBeginsAnew(Damage damage) throws Exception {
        database = folder.resolve("data/rollcall.db");
        try (StoreRig rig = new StoreRig(folder, database, "1.0")) {
            rig.see("1.1");
            String first = rig.id();
            rig.stop();

            // when
            try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
                damage.to(file);
            }
            String damaged = bytes(database);
            rig.start();
            rig.see("1.2");

            // then
            rig.awaitHistory("degraded", "was corrupt; it was set aside as rollcall.db.corrupt-");
            assertThat(aside())
                    .singleElement()
                    .satisfies(file -> assertThat(bytes(file)).isEqualTo(damaged));
            rig.see("1.3");
            assertThat(rig.written()).endsWith("upgraded 1.2 1.3");
            assertThat(epoch(rig.id())).isNotEqualTo(epoch(first));
            rig.assertLevel();
            rig.stop();

            // and: the next life knows nothing of it any more
            rig.start();
            rig.awaitHistory("recording", "");
            rig.see("1.4");
            rig.assertLevel();
            rig.stop();
        }
    }

    @Test
    void goesOnLiveAndBeginsAnewWhenTheFileIsOverwrittenWhileItRuns() throws Exception {
        database = folder.resolve("data/rollcall.db");
        try (StoreRig rig = new StoreRig(folder, database, "1.0")) {
            rig.see("1.1");
            rig.awaitHistory("recording", "");

            // when
            for (Path file : List.of(database, folder.resolve("data/rollcall.db-wal"))) {
                try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                    open.write(garbage(Math.toIntExact(open.length())));
                }
            }
            rig.see("1.2");
            rig.see("1.3");
            rig.stop();
            rig.start();
            rig.see("1.3");
            rig.see("1.4");
            rig.awaitWritten("upgraded 1.3 1.4");

            // then
            rig.assertLevel();
            assertThat(rig.written()).endsWith("upgraded 1.3 1.4");
            rig.stop();
        }
    }

    @ParameterizedTest
    @EnumSource
    void setsAsideWhatNoRollcallCanHaveWritten(Nonsense nonsense) throws Exception {
        database = folder.resolve("data/rollcall.db");
        try (StoreRig rig = new StoreRig(folder, database, "1.0")) {
            rig.see("1.1");
            rig.stop();

            // when
            StoreRig.run(database, nonsense.sql);
            rig.start();
            rig.see("1.2");

            // then
            rig.awaitHistory("degraded", "was corrupt; it was set aside as rollcall.db.corrupt-");
            rig.see("1.3");
            rig.assertLevel();
            assertThat(rig.written()).endsWith("upgraded 1.2 1.3");
            rig.stop();
        }
    }

    /** A file that SQLite can read, and we cannot. */
    private enum Nonsense {
        NO_SUCH_STATUS("UPDATE entry SET status = 'oj'"),
        NO_SUCH_EPOCH("UPDATE meta SET epoch = 'Ä', seq = -3"),
        NO_REASON("UPDATE entry SET status = 'failed', cause = NULL"),
        NO_TABLE("DROP TABLE change");

        final String sql;

        Nonsense(String sql) {
            this.sql = sql;
        }
    }

    @Test
    void takesAnEmptyFileForANewOne() throws Exception {
        database = Files.createDirectories(folder.resolve("data")).resolve("rollcall.db");
        Files.createFile(database);
        try (StoreRig rig = new StoreRig(folder, database, "1.0")) {
            rig.awaitHistory("recording", "");
            rig.see("1.1");
            assertThat(rig.written()).containsExactly("appeared null 1.0", "upgraded 1.0 1.1");
            rig.assertLevel();
            rig.stop();
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesAnothersFileAlone(Another another) throws Exception {
        database = Files.createDirectories(folder.resolve("data")).resolve("rollcall.db");
        StoreRig.run(database, another.sql);
        String before = bytes(database);
        try (StoreRig rig = new StoreRig(folder, database, "1.0")) {
            rig.awaitHistory("degraded", another.reason);
            rig.see("1.1");
            rig.awaitHistory("degraded", another.reason);
            rig.stop();
        }
        assertThat(bytes(database)).isEqualTo(before);
        assertThat(aside()).isEmpty();
    }

    /** A file that works, and is not ours to touch. */
    private enum Another {
        PROGRAM("it is a database of another program", "CREATE TABLE mine (x)", "INSERT INTO mine VALUES (1)"),
        PROGRAM_WITH_A_NUMBER(
                "it is a database of another program", "PRAGMA application_id = 77", "CREATE TABLE mine (x)"),
        PROGRAM_WITH_A_LOG("it is a database of another program", "PRAGMA journal_mode = wal", "CREATE TABLE mine (x)"),
        LATER_ROLLCALL(
                "a later Rollcall wrote it (format 99",
                "PRAGMA application_id = " + 0x526f_6c6c,
                "PRAGMA user_version = 99",
                "CREATE TABLE meta (x)");

        final String reason;
        final String[] sql;

        Another(String reason, String... sql) {
            this.reason = reason;
            this.sql = sql;
        }
    }

    private List<Path> aside() throws Exception {
        try (Stream<Path> files = Files.list(database.getParent())) {
            return files.filter(file -> file.getFileName().toString().matches("rollcall[.]db[.]corrupt-[0-9TZ]+"))
                    .toList();
        }
    }

    private static String bytes(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        return bytes.length + " bytes, SHA-256 "
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static String epoch(String id) {
        return id.substring(0, id.indexOf('-'));
    }

    private static byte[] garbage(int bytes) {
        byte[] garbage = new byte[bytes];
        new Random(bytes).nextBytes(garbage);
        return garbage;
    }
}
