package dev.rollcall.probe;

import static dev.rollcall.probe.Scripts.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** As whom commands run. What needs root's rights is left out where the tests have none. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class RunAsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final SearchPath TOOLS = SearchPath.of(Map.of());
    private static final Map<String, String> ENVIRONMENT =
            Map.of("HOME", "/root", "USER", "root", "LOGNAME", "root", "TMPDIR", "/root/tmp", "TZ", "UTC");
    private static final long ROOT = 0;

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();
    private final AtomicReference<Optional<String>> user = new AtomicReference<>(Optional.of("nobody"));
    private Scripts scripts;

    @BeforeEach
    void letOthersIn() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        scripts = new Scripts(folder);
    }

    @Test
    void leavesACommandNoRightOfRoot() {
        assumeRoot();

        // when
        Map<String, String> status = status(runner(Dropping.effectiveUid(), TOOLS));

        // then
        Account nobody = account("nobody");
        String uid = Long.toString(nobody.uid());
        String gid = Long.toString(nobody.gid());
        assertThat(status.get("Uid").split("\\s+")).containsExactly(uid, uid, uid, uid);
        assertThat(status.get("Gid").split("\\s+")).containsExactly(gid, gid, gid, gid);
        assertThat(status.get("Groups").split("\\s+")).containsExactly(gid);
        for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
            assertThat(status.get(set)).as(set).matches("0+");
        }
        assertThat(status.get("NoNewPrivs")).isEqualTo("1");
        assertThat(warnings).isEmpty();
    }

    @Test
    void givesACommandTheHomeOfItsUserAndNothingElseOfRootsEnvironment() {
        assumeRoot();

        // when
        Map<String, String> seen = pairs(runner(ROOT, TOOLS).run(command("env"), TIMEOUT), "=");

        // then
        assertThat(seen)
                .containsEntry("HOME", account("nobody").home())
                .containsEntry("USER", "nobody")
                .containsEntry("LOGNAME", "nobody")
                .containsEntry("TZ", "UTC")
                .containsOnlyKeys(
                        "HOME", "USER", "LOGNAME", "TZ", "PATH", "LC_ALL", "NO_COLOR", "TERM", "ROLLCALL_RUN");
    }

    @Test
    void passesOnArgumentsOutputAndExitCodeAsTheyAre() throws Exception {
        assumeRoot();
        Path script = open("both", "printf '[%s]' \"$@\"", "echo oops >&2", "exit 3");

        // when
        Run run = runner(ROOT, TOOLS).run(command(script, "--help", "a b", ""), TIMEOUT);

        // then
        assertThat(run).isInstanceOfSatisfying(Run.Finished.class, finished -> {
            assertThat(finished.stdout().text()).isEqualTo("[--help][a b][]");
            assertThat(finished.stderr().text()).isEqualTo("oops\n");
            assertThat(finished.exit()).isEqualTo(3);
        });
    }

    @Test
    void endsWhatAnotherUsersCommandStartedAndLeftBehind() throws Exception {
        assumeRoot();
        Path pids = Files.createFile(folder.resolve("pids"));
        Files.setPosixFilePermissions(pids, PosixFilePermissions.fromString("rw-rw-rw-"));
        Path left = open("left", "sleep 300 >/dev/null 2>&1 &", "echo $! >> " + pids, "echo 1.0");
        Path hangs = open("hangs", "sleep 300 &", "echo $! >> " + pids, "echo $$ >> " + pids, "sleep 300");

        // when
        Run ended = runner(ROOT, TOOLS).run(command(left), TIMEOUT);
        Run stopped = runner(ROOT, TOOLS).run(command(hangs), Duration.ofSeconds(2));

        // then
        assertThat(ended)
                .isInstanceOfSatisfying(
                        Run.Finished.class, run -> assertThat(run.leftBehind()).isEqualTo(1));
        assertThat(stopped).isInstanceOf(Run.TimedOut.class);
        assertThat(Scripts.numbers(pids)).hasSize(3).allMatch(Processes::end);
    }

    @Test
    void saysReadablyThatTheUserMayNotRunAProgram() throws Exception {
        assumeRoot();
        Path script = scripts.sh("private", "echo 1.0");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));

        assertThat(runner(ROOT, TOOLS).run(command(script), TIMEOUT))
                .isInstanceOfSatisfying(Run.NotStarted.class, run -> {
                    assertThat(run.path()).isEqualTo(script);
                    assertThat(run.cause())
                            .startsWith("cannot be run as nobody, whom collect.user names (")
                            .contains("Permission denied");
                });
    }

    @Test
    void runsNothingAsRootWhenThereIsNoSuchUserAndWarnsOnce() {
        user.set(Optional.of("no-such-user"));
        CommandRunner runner = runner(ROOT, TOOLS);
        assumeTrue(TOOLS.resolve("setpriv") instanceof SearchPath.Executable, "setpriv is not installed");

        for (int i = 0; i < 3; i++) {
            assertThat(runner.run(writing(), TIMEOUT))
                    .isInstanceOfSatisfying(
                            Run.NotStarted.class,
                            run -> assertThat(run.cause())
                                    .isEqualTo(
                                            "was not run as \"no-such-user\", whom collect.user names: there is no user"
                                                    + " \"no-such-user\"; create the user, or name another"));
        }
        assertThat(folder.resolve("written")).doesNotExist();
        assertThat(warnings).singleElement().asString().startsWith("commands are not run: each was not run as");
    }

    @Test
    void runsNothingAsRootWithoutAFullSetpriv() throws Exception {
        // given: none, and that of busybox
        SearchPath none = new SearchPath(List.of(folder.resolve("nowhere")));
        Path busybox = scripts.sh("busybox", "touch " + folder.resolve("written"));
        Files.createSymbolicLink(folder.resolve("setpriv"), busybox);
        SearchPath small = new SearchPath(List.of(folder));

        for (SearchPath tools : List.of(none, small)) {
            assertThat(runner(ROOT, tools).run(writing(), TIMEOUT))
                    .isInstanceOfSatisfying(
                            Run.NotStarted.class,
                            run -> assertThat(run.cause()).contains("setpriv is not installed; install the package"));
        }
        assertThat(folder.resolve("written")).doesNotExist();
    }

    @Test
    void takesNoNameOfRootForAUser() {
        assumeRoot();
        user.set(Optional.of("root"));

        assertThat(runner(ROOT, TOOLS).run(writing(), TIMEOUT))
                .isInstanceOfSatisfying(
                        Run.NotStarted.class, run -> assertThat(run.cause()).contains("is root itself"));
        assertThat(folder.resolve("written")).doesNotExist();
    }

    @Test
    void warnsOnceThatCommandsRunAsRoot() {
        user.set(Optional.empty());
        CommandRunner runner = runner(ROOT, TOOLS);

        for (int i = 0; i < 3; i++) {
            assertThat(runner.run(writing(), TIMEOUT)).isInstanceOf(Run.Finished.class);
        }
        assertThat(warnings)
                .containsExactly("commands run as root: set collect.user to have them run without its rights");
    }

    @Test
    void followsTheSettingWhileItRuns() {
        assumeRoot();
        user.set(Optional.empty());
        CommandRunner runner = runner(ROOT, TOOLS);
        assertThat(status(runner).get("Uid")).startsWith("0\t");

        // when
        user.set(Optional.of("nobody"));

        // then
        assertThat(status(runner).get("Uid")).startsWith(account("nobody").uid() + "\t");
    }

    @Test
    void heedsNoUserWhenItIsNotRoot() {
        user.set(Optional.of("no-such-user"));

        assertThat(runner(1000, TOOLS).run(writing(), TIMEOUT)).isInstanceOf(Run.Finished.class);
        assertThat(warnings).isEmpty();
    }

    private CommandRunner runner(long uid, SearchPath tools) {
        return new CommandRunner(TOOLS, ENVIRONMENT, () -> 64 * 1024, RunAs.of(user::get, warnings::add, uid, tools));
    }

    /** A script that everybody may run. */
    private Path open(String name, String... lines) throws IOException {
        return Files.setPosixFilePermissions(scripts.sh(name, lines), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Command writing() {
        return command("touch", folder.resolve("written").toString());
    }

    private static void assumeRoot() {
        assumeTrue(Dropping.effectiveUid() == 0, "the tests do not run as root");
        assumeTrue(TOOLS.resolve("setpriv") instanceof SearchPath.Executable, "setpriv is not installed");
    }

    private static Account account(String name) {
        Account.Answer answer = Account.ask(name, new CommandRunner(TOOLS, Map.of(), 4096));
        return ((Account.Known) answer).account();
    }

    private static Map<String, String> status(CommandRunner runner) {
        return pairs(runner.run(command("cat", "/proc/self/status"), TIMEOUT), ":");
    }

    private static Map<String, String> pairs(Run run, String separator) {
        assertThat(run).isInstanceOf(Run.Finished.class);
        Map<String, String> pairs = new HashMap<>();
        ((Run.Finished) run).stdout().text().lines().forEach(line -> {
            String[] pair = line.split(separator, 2);
            pairs.put(pair[0], pair[1].strip());
        });
        return pairs;
    }
}
