package dev.rollcall.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Prometheus's own judgement of an exposition. */
public final class Promtool {
    private Promtool() {}

    /** What {@code promtool check metrics} has against {@code exposition}: nothing when it is clean. Skips the test where there is none. */
    public static String complaints(String exposition) throws IOException, InterruptedException {
        Optional<Path> tool = Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(tool.isPresent(), "promtool is not on the path: Debian's package prometheus has it");
        Path input = Files.createTempFile("metrics", ".txt");
        Path output = Files.createTempFile("promtool", ".txt");
        try {
            Files.writeString(input, exposition, StandardCharsets.UTF_8);
            Process check = new ProcessBuilder(tool.orElseThrow().toString(), "check", "metrics")
                    .redirectInput(input.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!check.waitFor(60, TimeUnit.SECONDS)) {
                check.destroyForcibly();
                return "no end after a minute";
            }
            return Files.readString(output) + (check.exitValue() == 0 ? "" : "exit code " + check.exitValue());
        } finally {
            Files.delete(input);
            Files.delete(output);
        }
    }
}
