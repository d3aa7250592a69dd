package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rollcall.cli.CommandRig.Result;
import dev.rollcall.history.ChangeQuery;
import dev.rollcall.history.FilledStore;
import dev.rollcall.history.FilledStore.Row;
import dev.rollcall.history.HistoryFile;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Status;
import dev.rollcall.inventory.VersionState;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class HistoryCommandTest {
    private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");

    @TempDir
    Path folder;

    private Path file;
    private FilledStore store;

    @BeforeEach
    void open() throws Exception {
        file = folder.resolve("h.db");
        store = new FilledStore(file);
    }

    @AfterEach
    void close() throws SQLException {
        assertThat(folder.toFile().setWritable(true)).isTrue();
        store.close();
    }

    @Test
    void printsChangesInColumnsNewestFirst() throws Exception {
        // given
        EntryKey key = new EntryKey("web1", "nginx");
        store.add(List.of(
                new Row(1, NINE, key, null, FilledStore.ok("1.24.0"), null),
                Row.upgrade(2, NINE.plusSeconds(60), "openssl", "3.0", "3.1"),
                new Row(
                        3,
                        NINE.plusSeconds(120),
                        key,
                        FilledStore.ok("1.24.0"),
                        new VersionState("1.24.0", Status.FAILED),
                        "exit code 1"),
                new Row(
                        4,
                        NINE.plusSeconds(180),
                        key,
                        FilledStore.ok("1.24.0"),
                        new VersionState(null, Status.MISSING),
                        null)));

        // then
        assertThat(lines(OptionalInt.empty(), false))
                .containsExactly(
                        "2026-11-22 10:03:00  nginx    missing   1.24.0",
                        "2026-11-22 10:02:00  nginx    failed    1.24.0     exit code 1",
                        "2026-11-22 10:01:00  openssl  upgraded  3.0 → 3.1",
                        "2026-11-22 10:00:00  nginx    appeared  1.24.0");
        assertThat(run().outLines()).hasSize(4);
    }

    @Test
    void namesTheHostWhereThereAreSeveral() throws Exception {
        store.add(Row.upgrade(1, NINE, "nginx", "1.0", "1.1"));
        assertThat(run().out()).doesNotContain("web1");

        store.entry(new EntryKey("db1", "nginx"));
        assertThat(run().out()).contains("web1  nginx");
    }

    @Test
    void showsWhatATerminalWouldObeyAndCutsWhatIsTooWide() throws Exception {
        store.add(new Row(
                1,
                NINE,
                new EntryKey("web1", "nginx"),
                FilledStore.ok("1\u001b[31m"),
                new VersionState("1\u001b[31m", Status.FAILED),
                "x".repeat(500)));

        List<String> lines = lines(OptionalInt.of(80), false);

        assertThat(lines.get(0)).hasSize(80).endsWith("x…").contains("1␛[31m");
        assertThat(run().out()).contains("x".repeat(500)).doesNotContain("\u001b");
    }

    @ParameterizedTest
    @CsvSource({"202E", "2066", "200B", "FEFF", "009B", "2028", "E0041"})
    void showsWhatTurnsTextRoundOrIsNotSeen(String hex) throws Exception {
        // given
        String hidden = Character.toString(Integer.parseInt(hex, 16));
        store.add(new Row(
                1,
                NINE,
                new EntryKey("web" + hidden, "nginx" + hidden),
                FilledStore.ok("1" + hidden),
                new VersionState("2" + hidden, Status.FAILED),
                "reason" + hidden));

        // then
        String shown = "<U+" + hex + ">";
        for (OptionalInt columns : List.of(OptionalInt.empty(), OptionalInt.of(200))) {
            assertThat(lines(columns, true).get(0))
                    .contains("web" + shown, "nginx" + shown, "1" + shown + " → 2" + shown, "reason" + shown)
                    .doesNotContain(hidden);
        }
        JsonObject json = new JsonObject(run("--json").out());
        assertThat(run("--json").out()).doesNotContain(hidden);
        assertThat(json.getString("from")).isEqualTo("1" + hidden);
    }

    @Test
    void showsWhatAFileThatAnybodyWrotePutsIntoAMessage() throws Exception {
        store.execute("UPDATE meta SET epoch = 'a\u001b[31m\u202Eb'");

        Result result = run("--since", "other-3");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("a␛[31m<U+202E>b").doesNotContain("\u001b", "\u202E");
    }

    @Test
    void printsTheMembersOfTheApiAsJsonLines() throws Exception {
        store.add(Row.upgrade(1, NINE, "nginx", "1.0", "1.1"));

        assertThat(new JsonObject(run("--json").out())).isEqualTo(new JsonObject("""
                {"seq":1,"time":"2026-11-22T09:00:00Z","host":"web1","package":"nginx","label":"Label of nginx",
                 "category":"Category","kind":"upgraded","from":"1.0","to":"1.1"}"""));
    }

    @ParameterizedTest
    @CsvSource({
        "--since, 2490, 10",
        "--since, rig-2490, 10",
        "--until, 7, 7",
        "--since, 2026-11-22T09:40:10Z, 91",
        "--until, 2026-11-22T09:00:10Z, 9",
        "--since, 2026-11-22, 100",
        "--until, 2026-11-22, 0",
        "--limit, all, 2500",
        "--limit, 1500, 1500",
        "--limit, 1, 1",
        "--package, 'nginx,other', 100",
        "--package, other, 0",
        "--host, web1, 100",
        "--kind, 'upgraded,failed', 100",
        "--kind, failed, 0",
    })
    void printsWhatIsAskedFor(String option, String value, int count) throws Exception {
        store.add(upgrades(2_500));

        Result result = run(option, value);

        assertThat(result.exit()).isZero();
        assertThat(result.outLines()).hasSize(count);
        boolean saysSo = result.err().contains("older changes are left out");
        assertThat(saysSo).isEqualTo(option.equals("--limit") ? count < 2_500 : count == 100);
        assertThat(result.err().contains("no such changes")).isEqualTo(count == 0);
    }

    @Test
    void saysOnStandardErrorAloneThatThereIsNothing() throws Exception {
        store.add(Row.upgrade(1, NINE, "nginx", "1.0", "1.1"));

        Result result = run("--package", "ngnix", "--json");

        assertThat(result).isEqualTo(new Result(0, "", "rollcall: no such changes" + System.lineSeparator()));
    }

    @ParameterizedTest
    @CsvSource({
        "--since, yesterday, --since: found",
        "--until, other-3, --until: found",
        "--limit, 0, --limit: found",
        "--limit, many, --limit: found",
        "--kind, broken, --kind: found",
    })
    void refusesWhatItDoesNotUnderstand(String option, String value, String message) {
        Result result = run(option, value);

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).startsWith("rollcall: " + message);
    }

    @Test
    void saysSoWhenThereIsNoHistory() throws Exception {
        Result missing =
                CommandRig.run("history", "--file", folder.resolve("none.db").toString());
        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.err()).contains("none.db: there is no such file");
        assertThat(folder.resolve("none.db")).doesNotExist();

        Path text =
                Files.writeString(folder.resolve("text.db"), "no database at all, but long enough to be read as one");
        assertThat(CommandRig.run("history", "--file", text.toString()).exit()).isEqualTo(1);
        Path empty = Files.createFile(folder.resolve("empty.db"));
        assertThat(CommandRig.run("history", "--file", empty.toString()).err()).contains("it is empty");
        assertThat(CommandRig.run("history", "--file", folder.toString()).exit())
                .isEqualTo(1);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
    void waitsForNoPipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        Result result = CommandRig.run("history", "--file", pipe.toString());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("pipe: it is no regular file");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void followsALink() throws Exception {
        store.add(upgrades(10));
        Path link = Files.createSymbolicLink(folder.resolve("link.db"), file);

        assertThat(CommandRig.run("history", "--file", link.toString()).outLines())
                .hasSize(10);
    }

    @ParameterizedTest
    @CsvSource({"--file", "--backup"})
    void takesNoNameForNoFile(String option) {
        Result result = CommandRig.run("history", option, "");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).startsWith("rollcall: " + option + ": found \"\"; must be the name of a file");
    }

    @ParameterizedTest
    @CsvSource({
        "--since, 24h",
        "--until, 24h",
        "--host, web1",
        "--package, nginx",
        "--kind, failed",
        "--limit, 10",
        "--json, --json",
    })
    void refusesToCopyOnlySome(String option, String value) throws Exception {
        Path copy = folder.resolve("copy.db");

        Result result = option.equals(value)
                ? run("--backup", copy.toString(), option)
                : run("--backup", copy.toString(), option, value);

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).startsWith("rollcall: " + option + ": does not go together with --backup");
        assertThat(copy).doesNotExist();
    }

    @Test
    void readsTheFileOfTheConfiguration() throws Exception {
        store.add(upgrades(10));
        Path named = Files.writeString(
                folder.resolve("named.json"),
                new JsonObject()
                        .put("history", new JsonObject().put("file", file.toString()))
                        .encode());
        Path none = Files.writeString(folder.resolve("none.json"), "{ \"history\": { \"file\": null } }");

        assertThat(CommandRig.run("history", "--conf", named.toString()).outLines())
                .hasSize(10);
        Result inMemory = CommandRig.run("--conf", none.toString(), "history");
        assertThat(inMemory.exit()).isEqualTo(1);
        assertThat(inMemory.err()).contains("in memory alone");
        assertThat(CommandRig.run("--conf", none.toString(), "history", "--file", file.toString())
                        .outLines())
                .hasSize(10);
    }

    @Test
    void readsWhatAKilledServerLeft() throws Exception {
        // given: the log is not in the file yet
        store.add(upgrades(10));
        Path copy = Files.createDirectory(folder.resolve("killed")).resolve("h.db");
        Files.copy(file, copy);
        Files.copy(folder.resolve("h.db-wal"), copy.resolveSibling("h.db-wal"));

        // then
        assertThat(CommandRig.run("history", "--file", copy.toString()).outLines())
                .hasSize(10);
    }

    @Test
    void readsWhatAServerLeftThatEndedWell() throws Exception {
        store.add(upgrades(10));
        store.close();
        assertThat(folder.resolve("h.db-wal")).doesNotExist();

        assertThat(run().outLines()).hasSize(10);
    }

    @Test
    void readsWhereItMayNotWrite() throws Exception {
        // given
        store.add(upgrades(10));
        store.close();
        assertThat(folder.toFile().setWritable(false)).isTrue();
        assumeThat(Files.isWritable(folder)).as("root may write anywhere").isFalse();

        // then
        assertThat(run().outLines()).hasSize(10);
        assertThat(run("--backup", folder.resolve("copy.db").toString()).err())
                .contains("may not write into its folder");
    }

    @Test
    void copiesTheHistoryWhileItIsWritten() throws Exception {
        // given
        store.add(upgrades(10));
        Path copy = folder.resolve("copy of it?.db");
        store.execute("BEGIN IMMEDIATE");
        store.add(Row.upgrade(99, NINE, "nginx", "1", "2"));

        // when
        Result result = run("--backup", copy.toString());
        store.execute("ROLLBACK");

        // then
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.err()).contains("wrote a copy of", copy.toString(), Files.size(copy) + " bytes");
        assertThat(result.out()).isEmpty();
        Path plain = Files.move(copy, folder.resolve("copy.db"), StandardCopyOption.ATOMIC_MOVE);
        assertThat(CommandRig.run("history", "--file", plain.toString()).outLines())
                .hasSize(10);
        try (HistoryFile history = HistoryFile.open(plain)) {
            assertThat(history.epoch()).isEqualTo(FilledStore.EPOCH);
        }
    }

    @Test
    void leavesAloneWhatIsThere() throws Exception {
        Path there = Files.writeString(folder.resolve("there"), "mine");

        Result result = run("--backup", there.toString());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("there already");
        assertThat(there).hasContent("mine");
    }

    @Test
    void leavesNoHalfCopyWhenItFails() throws Exception {
        store.add(upgrades(1_000));
        store.close();
        byte[] bytes = Files.readAllBytes(file);
        Path broken = folder.resolve("broken.db");
        // A page in the middle makes no sense.
        for (int i = 4096 * 5; i < 4096 * 8; i++) {
            bytes[i] = (byte) 0xA5;
        }
        Files.write(broken, bytes);

        Result result = CommandRig.run(
                "history",
                "--file",
                broken.toString(),
                "--backup",
                folder.resolve("copy.db").toString());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(names()).noneMatch(name -> name.contains("copy.db"));
        Result nowhere = run("--backup", folder.resolve("none/copy.db").toString());
        assertThat(nowhere.exit()).isEqualTo(1);
    }

    @Test
    void endsWhenNobodyReadsAnyMore() throws Exception {
        store.add(upgrades(5_000));
        CommandLine commandLine = Main.commandLine();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        OutputStream pipe = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                if (read.size() > 100) {
                    throw new IOException("Broken pipe");
                }
                read.write(b);
            }
        };
        StringWriter err = new StringWriter();
        commandLine.setOut(new PrintWriter(pipe, false, StandardCharsets.UTF_8)).setErr(new PrintWriter(err));

        int exit = commandLine.execute("history", "--file", file.toString(), "--limit", "all");

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly("rollcall: cannot write to standard output");
    }

    private Result run(String... options) {
        return CommandRig.run(Stream.concat(Stream.of("history", "--file", file.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    private List<String> lines(OptionalInt columns, boolean withHost) throws Exception {
        try (HistoryFile history = HistoryFile.open(file)) {
            return new ChangeTable(ZoneId.of("Europe/Berlin"), withHost, columns)
                    .lines(history.page(ChangeQuery.newest(100)).changes());
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static List<Row> upgrades(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> Row.upgrade(i, NINE.plusSeconds(i), "nginx", "1." + i, "1." + (i + 1)))
                .toList();
    }
}
