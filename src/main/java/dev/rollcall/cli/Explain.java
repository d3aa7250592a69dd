package dev.rollcall.cli;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.catalogue.CatalogueEntry;
import dev.rollcall.collect.Survey;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.extract.Extraction;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Subject;
import dev.rollcall.probe.Command;
import dev.rollcall.probe.CommandRunner;
import dev.rollcall.probe.Interpreter;
import dev.rollcall.probe.Probe;
import dev.rollcall.probe.Run;
import dev.rollcall.probe.SearchPath;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollcall explain}: asks one package, or runs one command, and tells why the version is what it is. */
@picocli.CommandLine.Command(
        name = "explain",
        description = "Asks one package, or runs one command, and tells what was read and why.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {
            "",
            "A name is one of the configuration, of the board or of the catalogue:",
            "  rollcall explain nginx",
            "Anything else is a command, which is not given to a shell. Options of explain",
            "stand before it:",
            "  rollcall explain -- /opt/x/bin/x --version",
            "",
            "Exit codes: 0 a version was read, 1 none was, 2 input or command line wrong."
        })
final class Explain implements Callable<Integer> {
    @ParentCommand
    private @Nullable Main rollcall;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "NAME | COMMAND",
            description = "A package by its name, or a command line.")
    private List<String> words = List.of();

    @Option(
            names = "--pattern",
            paramLabel = "REGEX",
            description = "Read by this pattern, with a group (?<version>…).")
    private @Nullable String pattern;

    @Option(names = "--json", description = "Print the output as a line for rollcall extract.")
    private boolean json;

    private final Interpreter interpreter = new Interpreter();

    @Override
    public Integer call() {
        Catalogue catalogue = Catalogue.load();
        RollcallConfig config = Objects.requireNonNull(rollcall).config();
        Probe probe = patterned(words.size() == 1 ? named(words.get(0), config, catalogue) : command(config));
        SearchPath path = SearchPath.of(System.getenv());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Explanation explanation = new Explanation(out, Ansi.AUTO.enabled());
        if (!json) {
            explanation.asked(probe, place(path, probe.command()));
            catalogue
                    .find(probe.subject().key().packageName())
                    .map(CatalogueEntry::sideEffect)
                    .ifPresent(explanation::warned);
            out.flush();
        }
        CommandRunner runner = OneRun.runner(config.collect());
        OneRun ending = new OneRun(runner);
        try {
            Run run = runner.run(probe.command(), probe.timeout());
            if (run instanceof Run.Cancelled) {
                // Ctrl-C: there is nothing to tell, and nobody to tell it.
                return ExitCode.SOFTWARE;
            }
            return json ? record(probe, run, out) : explain(probe, run, explanation);
        } finally {
            ending.close();
            Refusal.whenLost(out);
        }
    }

    private int explain(Probe probe, Run run, Explanation explanation) {
        explanation.ended(run);
        if (!(run instanceof Run.Finished finished)) {
            explanation.answer(interpreter.outcome(probe, run));
            return ExitCode.SOFTWARE;
        }
        if (probe.isListing()) {
            return explanation.listed(interpreter.listing(probe, finished)) ? ExitCode.OK : ExitCode.SOFTWARE;
        }
        Extraction extraction = interpreter.extraction(probe, finished);
        if (probe.pattern() == null) {
            explanation.weighed(extraction);
        } else {
            explanation.weighedWithoutThePattern(interpreter.extraction(probe.with(null), finished));
        }
        explanation.answer(extraction);
        return extraction instanceof Extraction.Version ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private int record(Probe probe, Run run, PrintWriter out) {
        if (!(run instanceof Run.Finished finished)) {
            throw new Refusal(
                    ExitCode.SOFTWARE,
                    "nothing to record: " + interpreter.outcome(probe, run).text());
        }
        String name = probe.subject().key().packageName();
        out.println(new JsonObject()
                .put("id", name)
                .put("program", name)
                .put("argv", new JsonArray(probe.command().argv()))
                .put("exit", finished.exit())
                .put("stdout", finished.stdout().text())
                .put("stderr", finished.stderr().text())
                .encode());
        return ExitCode.OK;
    }

    private Probe named(String name, RollcallConfig config, Catalogue catalogue) {
        if (name.indexOf('/') >= 0) {
            // No package has a slash in its name: a program without arguments.
            return command(config);
        }
        return new Survey(config, catalogue, System.getenv())
                .find(name)
                .orElseThrow(() -> new Refusal(
                        ExitCode.USAGE,
                        "no package is called \"" + name + "\"; for a command say: rollcall explain -- " + name
                                + " --version"));
    }

    private Probe command(RollcallConfig config) {
        if (words.get(0).isBlank()) {
            throw new Refusal(ExitCode.USAGE, "found an empty word; must be a program");
        }
        Command command = new Command(words);
        String program = command.programName();
        return new Probe(
                new Subject(new EntryKey("", program), String.join(" ", words), ""),
                command,
                null,
                config.collect().every(),
                config.collect().timeout());
    }

    private Probe patterned(Probe probe) {
        if (pattern == null) {
            return probe;
        }
        try {
            Pattern compiled = Pattern.compile(pattern);
            if (compiled.namedGroups().containsKey("version")) {
                return probe.with(compiled);
            }
        } catch (PatternSyntaxException e) {
            throw new Refusal(ExitCode.USAGE, "--pattern: found " + pattern + "; must compile: " + e.getDescription());
        }
        throw new Refusal(ExitCode.USAGE, "--pattern: found " + pattern + "; must have a group (?<version>…)");
    }

    private static String place(SearchPath path, Command command) {
        SearchPath.Resolution found = path.resolve(command.program());
        if (found instanceof SearchPath.NotRunnable not) {
            return not.path() + ", which " + not.cause();
        }
        if (!(found instanceof SearchPath.Executable executable)) {
            return command.program().indexOf('/') >= 0 ? "does not exist" : "nowhere on the path";
        }
        try {
            Path real = executable.path().toRealPath();
            return real.equals(executable.path()) ? real.toString() : executable.path() + " → " + real;
        } catch (IOException e) {
            return executable.path().toString();
        }
    }
}
