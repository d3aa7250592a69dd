package dev.rollcall.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page's scripts without a page: {@code node --test} on {@code src/test/js}. Without Node the test is skipped; where it must
 * run, in CI, it fails. Skipped, too, with one that lacks what the tests use, such as Debian 12's own.
 */
class ScriptsTest {
    private static final Path TESTS = Path.of("src/test/js");
    private static final int NODE_MIN = 20;

    @TempDir
    Path folder;

    @Test
    void thePagesScriptsPassTheirOwnTests() throws Exception {
        // given
        String version = version();
        int major = Integer.parseInt(version.substring(1, version.indexOf('.')));
        assumeTrue(major >= NODE_MIN, "Node " + version + " is older than " + NODE_MIN);
        List<String> command = new ArrayList<>(List.of("node", "--test"));
        // Named one by one: what Node makes of a folder differs from version to version.
        try (Stream<Path> tests = Files.list(TESTS)) {
            tests.map(Path::toString)
                    .filter(name -> name.endsWith(".test.mjs"))
                    .sorted()
                    .forEach(command::add);
        }

        // when
        Result result = run(command);

        // then
        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).doesNotContain("# pass 0\n").contains("# fail 0\n");
    }

    private String version() throws Exception {
        try {
            return run(List.of("node", "--version")).output();
        } catch (IOException e) {
            String why = "no node on the path: Debian's package nodejs has it";
            return "true".equals(System.getenv("CI")) ? fail(why, e) : abort(why);
        }
    }

    private record Result(int exit, String output) {}

    private Result run(List<String> command) throws Exception {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return fail("no end after two minutes:\n" + Files.readString(output));
        }
        return new Result(process.exitValue(), Files.readString(output));
    }
}
