package dev.rollcall.probe;

import static dev.rollcall.probe.Scripts.command;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a command gets to see, and what is told of it; its limits are tested in the classes beside this one. */
@Timeout(60)
class CommandRunnerTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private Scripts scripts;
    private CommandRunner runner;

    @BeforeEach
    void makeRunner() {
        scripts = new Scripts(folder);
        Map<String, String> environment = Map.of(
                "PATH", folder + ":relative", "HOME", "/home/rollcall", "ROLLCALL_SECRET", "s3cr3t", "LANG", "de");
        runner = new CommandRunner(SearchPath.of(environment), environment, 64 * 1024);
    }

    @Test
    void keepsStandardOutputAndStandardErrorApart() {
        // given
        Path script = scripts.sh("both", "echo to stdout", "echo to stderr >&2", "echo more to stdout");

        // when
        Run.Finished run = finished(command(script));

        // then
        assertThat(run.stdout()).isEqualTo(new Captured("to stdout\nmore to stdout\n", 25, true));
        assertThat(run.stderr()).isEqualTo(new Captured("to stderr\n", 10, true));
        assertThat(run.exit()).isZero();
        assertThat(run.leftBehind()).isZero();
        assertThat(run.took()).isPositive();
    }

    @Test
    void tellsTheExitCodeAndKeepsWhatWasPrinted() {
        // when
        Run.Finished run = finished(command(scripts.sh("three", "echo 1.2.3", "exit 3")));

        // then
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.stdout().text()).isEqualTo("1.2.3\n");
    }

    @Test
    void countsTheExitCodeOfAKilledCommandAsShellsDo() {
        assertThat(finished(command(scripts.sh("suicide", "kill -9 $$"))).exit())
                .isEqualTo(128 + 9);
    }

    @Test
    void givesACommandAnEmptyStandardInput() {
        assertThat(finished(command("cat"))).isInstanceOfSatisfying(Run.Finished.class, run -> {
            assertThat(run.exit()).isZero();
            assertThat(run.stdout()).isEqualTo(new Captured("", 0, true));
        });
    }

    @Test
    void givesACommandANeutralEnvironmentAndNothingOfOursButTheHomeFolder() {
        // when
        Map<String, String> seen = new LinkedHashMap<>();
        finished(command("env")).stdout().text().lines().forEach(line -> {
            String[] pair = line.split("=", 2);
            seen.put(pair[0], pair[1]);
        });

        // then
        assertThat(seen).containsOnlyKeys("HOME", "PATH", "LC_ALL", "NO_COLOR", "TERM", "ROLLCALL_RUN");
        assertThat(seen)
                .containsEntry("HOME", "/home/rollcall")
                .containsEntry("LC_ALL", "C.UTF-8")
                .containsEntry("NO_COLOR", "1")
                .containsEntry("TERM", "dumb");
        assertThat(seen.get("PATH").split(":"))
                .startsWith(folder.toString())
                .contains("/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin")
                .doesNotContain("relative");
    }

    @Test
    void startsACommandInTheRootFolderWhoeverStartedRollcall() {
        assertThat(finished(command("pwd")).stdout().text()).isEqualTo("/\n");
    }

    @Test
    void givesArgumentsToTheCommandAsTheyAreAndNoneToAShell() {
        // given
        Path script = scripts.sh("arguments", "for each in \"$@\"; do printf '[%s]\\n' \"$each\"; done");
        String[] arguments = {
            "$(id)",
            "`id`",
            "a;b",
            "a b",
            "",
            "*",
            "~",
            "it's",
            "\"",
            "\\n",
            "a\nb",
            "$HOME",
            "> /tmp/x",
            "&",
            "-n",
            "'"
        };

        // when
        Run.Finished run = finished(command(script, arguments));

        // then
        String expected = String.join(
                "", Arrays.stream(arguments).map(each -> "[" + each + "]\n").toList());
        assertThat(run.stdout().text()).isEqualTo(expected);
    }

    @Test
    void findsACommandByItsNameOnThePath() {
        // given
        scripts.sh("rollcall-test-program", "echo \"$0 1.0\"");

        // when
        Run.Finished run = finished(command("rollcall-test-program"));

        // then
        assertThat(run.stdout().text()).isEqualTo(folder.resolve("rollcall-test-program") + " 1.0\n");
    }

    @Test
    void tellsThatAProgramDoesNotExist() {
        assertThat(runner.run(command("no-such-program"), TIMEOUT)).isEqualTo(new Run.NotFound("no-such-program"));
        assertThat(runner.run(command("/no/such/program"), TIMEOUT)).isEqualTo(new Run.NotFound("/no/such/program"));
        assertThat(runner.run(new Command(List.of("nul\0nul")), TIMEOUT)).isEqualTo(new Run.NotFound("nul\0nul"));
    }

    @Test
    void tellsThatAProgramCannotBeRun() throws Exception {
        // given
        Path data = scripts.file("data", "#!/bin/sh\necho 1.0\n");
        Path directory = Files.createDirectory(folder.resolve("directory"));

        // then
        assertThat(runner.run(command(data), TIMEOUT)).isEqualTo(new Run.NotStarted(data, "is not executable"));
        assertThat(runner.run(command("data"), TIMEOUT)).isEqualTo(new Run.NotStarted(data, "is not executable"));
        assertThat(runner.run(command(directory), TIMEOUT)).isEqualTo(new Run.NotStarted(directory, "is a folder"));
    }

    @Test
    void tellsThatTheInterpreterOfAScriptIsNotThere() {
        // given
        Path script = scripts.executable("broken", "#!/no/such/interpreter\necho 1.0\n");

        // then
        assertThat(runner.run(command(script), TIMEOUT)).isInstanceOfSatisfying(Run.NotStarted.class, run -> {
            assertThat(run.path()).isEqualTo(script);
            assertThat(run.cause())
                    .startsWith("cannot be started (")
                    .contains("No such file or directory")
                    .doesNotContain("Cannot run program");
            assertThat(run.took()).isZero();
        });
    }

    @Test
    void tellsThatAnArgumentCannotBePassedOn() {
        assertThat(runner.run(new Command(List.of("echo", "nul\0nul")), TIMEOUT))
                .isInstanceOfSatisfying(
                        Run.NotStarted.class, run -> assertThat(run.cause()).contains("invalid null character"));
    }

    /** What the system cannot execute Java hands to sh, as execvp(3) does; so it is a run like any other. */
    @Test
    void runsAFileOfNoKnownFormatToItsEndWithoutHarm() {
        // given
        Path text = scripts.executable("text", "echo \"$1 1.0\"\n");
        Path rubbish = scripts.executable("rubbish", "\u007fELF\0\1\2\3)(\0\n)(\n");

        // when
        Run.Finished ofText = finished(command(text, "$(id)"));
        Run.Finished ofRubbish = finished(command(rubbish));

        // then
        assertThat(ofText.stdout().text()).isEqualTo("$(id) 1.0\n");
        assertThat(ofRubbish.exit()).isNotZero();
        assertThat(ofRubbish.stdout().text()).isEmpty();
        assertThat(ofRubbish.stderr().text()).contains(rubbish.toString());
    }

    private Run.Finished finished(Command command) {
        Run run = runner.run(command, TIMEOUT);
        assertThat(run).isInstanceOf(Run.Finished.class);
        return (Run.Finished) run;
    }
}
