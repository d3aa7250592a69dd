package dev.rollcall.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

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
 * The page's scripts without a page: {@code node --test} on {@code src/test/js}. Without Node, or with one that is too old, the
 * test is skipped; where it must run, in CI, it fails.
 */
class ScriptsTest {
    private static final Path TESTS = Path.of("src/test/js");

    /** Debian 12's. */
    private static final int NODE_MIN = 18;

    @TempDir
    Path folder;

    @Test
    void thePagesScriptsPassTheirOwnTests() throws Exception {
        // given
        requireNode();
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

    private void requireNode() throws Exception {
        try {
            String version = run(List.of("node", "--version")).output().strip();
            int major = Integer.parseInt(version.substring(1, version.indexOf('.')));
            if (major < NODE_MIN) {
                failOrSkip("node on the path is " + version + ", older than " + NODE_MIN);
            }
        } catch (IOException e) {
            failOrSkip("no node on the path: Debian's package nodejs has it");
        }
    }

    private static void failOrSkip(String why) {
        if ("true".equals(System.getenv("CI"))) {
            fail(why);
        }
        abort(why);
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
