package dev.rollcall.cli;

import dev.rollcall.config.Advice;
import dev.rollcall.config.ConfigSource;
import dev.rollcall.config.InvalidConfigException;
import dev.rollcall.config.Loaded;
import dev.rollcall.config.Problem;
import dev.rollcall.config.UnreadableConfigException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollcall check}: says everything that is wrong with a configuration, and starts nothing. */
@Command(
        name = "check",
        description = "Says everything that is wrong with the configuration. Starts nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {
            "",
            "It reads what a server would read: the file, what it includes, the variables and",
            "files that it refers to, and --set. So check what you will run:",
            "  rollcall check rollcall.json --set http.port=80 && systemctl reload rollcall",
            "",
            "Each problem is a line: place (JSON pointer, line, column), what stands there,",
            "what must stand there. With --json it is one object.",
            "",
            "Exit codes: 0 fine, 1 the file cannot be read, 2 it is wrong."
        })
final class Check implements Callable<Integer> {
    @ParentCommand
    private @Nullable Main rollcall;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The file. Default: the one of --conf, else conf/rollcall.json if it is there.")
    private @Nullable Path file;

    @Option(names = "--json", description = "One JSON object instead of lines.")
    private boolean json;

    @Override
    public Integer call() {
        ConfigSource source = Objects.requireNonNull(rollcall).source(file).heldAgainstSchema();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        int exit = check(source, out);
        Refusal.whenLost(out);
        return exit;
    }

    private int check(ConfigSource source, PrintWriter out) {
        try {
            Loaded loaded = source.read();
            List<String> advice = Advice.of(loaded.config());
            if (json) {
                print(out, result(true, loaded.footprint().files(), List.of()).put("warnings", new JsonArray(advice)));
            } else {
                tell(out, loaded, advice);
            }
            return ExitCode.OK;
        } catch (InvalidConfigException e) {
            if (json) {
                print(out, result(false, e.footprint().files(), e.problems()));
            } else {
                PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
                e.getMessage().lines().forEach(line -> err.println(Visible.line(line, Integer.MAX_VALUE)));
                err.flush();
            }
            return e instanceof UnreadableConfigException ? ExitCode.SOFTWARE : ExitCode.USAGE;
        }
    }

    private static void tell(PrintWriter out, Loaded loaded, List<String> advice) {
        Set<Path> files = loaded.footprint().files();
        out.println("The configuration is valid.");
        out.println("  read      " + (files.isEmpty() ? "nothing" : visible(files)));
        int packages = loaded.config().packages().size();
        out.println("  packages  " + packages + " named"
                + (loaded.config().collect().discover() ? ", and what of the catalogue is installed" : ""));
        advice.forEach(line -> out.println("  warning   " + Visible.line(line, Integer.MAX_VALUE)));
    }

    private static String visible(Set<Path> files) {
        return String.join(
                ", ",
                files.stream()
                        .map(path -> Visible.line(path.toString(), Integer.MAX_VALUE))
                        .toList());
    }

    private static void print(PrintWriter out, JsonObject result) {
        out.println(Visible.json(result.encode()));
    }

    private static JsonObject result(boolean valid, Set<Path> files, List<Problem> problems) {
        JsonArray told = new JsonArray();
        problems.forEach(problem -> told.add(json(problem)));
        return new JsonObject()
                .put("valid", valid)
                .put("files", new JsonArray(files.stream().map(Path::toString).toList()))
                .put("problems", told);
    }

    private static JsonObject json(Problem problem) {
        JsonObject json = new JsonObject()
                .put("file", problem.source())
                .put("pointer", problem.pointer())
                .put("line", problem.line())
                .put("column", problem.column())
                .put("found", problem.found())
                .put("rule", problem.rule());
        return problem.suggestion() == null ? json : json.put("suggestion", problem.suggestion());
    }
}
