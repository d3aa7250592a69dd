package dev.rollcall.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Measures all contenders in alternating rounds and prints the report.
 *
 * <pre>{@code
 * mvn -q -Pbench -DskipTests verify                                   # everything: the better part of an hour
 * mvn -q -Pbench -DskipTests verify -Dbench.args="--quick"            # does it work?
 * java @target/bench/java.args dev.rollcall.bench.Benchmark --help    # once it has run
 * }</pre>
 */
@Command(
        name = "benchmark",
        description = "Puts servers on the same work in alternating rounds; prints medians and ratios to the floor.",
        sortOptions = false,
        footer = {
            "",
            "All of it takes the better part of an hour on two cores; --quick half a minute.",
            "Every run is bounded and stays on the loopback; servers and clients end with this program.",
            "Results: report-*.md, and results-*.jsonl with one line per phase. Exit code 1: some run failed."
        })
public final class Benchmark implements Callable<Integer> {
    /** What a process needs beside its connections. */
    private static final int OWN_DESCRIPTORS = 200;

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final BenchmarkOptions options = new BenchmarkOptions();

    /** The program. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(options.folder());
        writeArguments(folder.resolve("java.args"));
        if (options.prepareOnly()) {
            return CommandLine.ExitCode.OK;
        }
        String flags = options.contenders().stream()
                .map(contender -> contender.name() + " " + String.join(" ", contender.flags()))
                .collect(Collectors.joining("; "));
        String head = Machine.described(command(), flags, Contender.absent());
        String stamp = STAMP.format(LocalDateTime.now());
        List<Row> rows = measure(new Measuring(
                options.limits(),
                folder.resolve("results-" + stamp + ".jsonl"),
                folder.resolve("log-" + stamp + ".txt")));
        String report = new Report(head, rows).text();
        Files.writeString(folder.resolve("report-" + stamp + ".md"), report);
        System.out.println(report);
        return rows.stream().allMatch(row -> row.error().isEmpty())
                ? CommandLine.ExitCode.OK
                : CommandLine.ExitCode.SOFTWARE;
    }

    private List<Row> measure(Measuring measuring) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (int round = 1; round <= options.rounds(); round++) {
            for (Setting setting : options.settings()) {
                for (Contender contender : options.contenders()) {
                    if (contender.themes().contains(setting.theme())) {
                        rows.addAll(run(measuring, contender, round, setting));
                    }
                }
            }
        }
        return rows;
    }

    private static List<Row> run(Measuring measuring, Contender contender, int round, Setting setting)
            throws IOException, InterruptedException {
        System.err.printf("round %d: %s, %s, %s%n", round, setting.theme(), setting.clients(), contender.name());
        if (setting.connections() > Machine.descriptorsMax() - OWN_DESCRIPTORS) {
            String error = "a process may have " + Machine.descriptorsMax() + " descriptors (ulimit -n)";
            return List.of(Row.failed(contender.name(), round, setting, error));
        }
        return measuring.run(contender, round, setting);
    }

    private String command() {
        return spec == null
                ? ""
                : String.join(" ", spec.commandLine().getParseResult().originalArgs());
    }

    /** For {@code java @target/bench/java.args CLASS …}: contenders and clients started by hand. */
    private static void writeArguments(Path file) throws IOException {
        Files.writeString(file, "-cp \"" + JavaProcess.classPath().replace("\\", "\\\\") + "\"\n");
    }
}
