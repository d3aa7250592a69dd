package dev.rollcall.cli;

import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.catalogue.CatalogueEntry;
import dev.rollcall.collect.Survey;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.inventory.Reading.Failed;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Reading.Outcome;
import dev.rollcall.probe.CommandRunner;
import dev.rollcall.probe.Interpreter;
import dev.rollcall.probe.Probe;
import dev.rollcall.probe.Run;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollcall discover}: finds the installed programs and prints how to name them in the configuration. */
@Command(
        name = "discover",
        description = "Finds installed programs and prints a \"packages\" section for the configuration.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {
            "",
            "The section goes to standard output, what was found to standard error. What",
            "the configuration names already is left out. Programs whose version command",
            "has side effects are told of, not asked."
        })
final class Discover implements Callable<Integer> {
    @ParentCommand
    private @Nullable Main rollcall;

    @Spec
    private @Nullable CommandSpec spec;

    private final Interpreter interpreter = new Interpreter();

    /** A program and what it answered. */
    private record Asked(Probe probe, Outcome outcome) {}

    @Override
    public Integer call() throws InterruptedException {
        Catalogue catalogue = Catalogue.load();
        RollcallConfig config = Objects.requireNonNull(rollcall).config();
        Survey survey = new Survey(config, catalogue, System.getenv());
        List<Asked> asked = ask(survey.discovered(), config);
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        asked.forEach(one -> err.println(line(one)));
        for (CatalogueEntry entry : survey.leftAlone()) {
            err.printf(
                    "%-30s not asked, its version command %s; name it to have it%n", entry.name(), entry.sideEffect());
        }
        err.flush();
        List<String> members = asked.stream()
                .filter(one -> one.outcome() instanceof Found)
                .map(one -> member(one.probe(), catalogue))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        out.println("\"packages\": [");
        if (!members.isEmpty()) {
            out.println(String.join(",\n", members));
        }
        out.println("]");
        Refusal.whenLost(out);
        return ExitCode.OK;
    }

    private List<Asked> ask(List<Probe> probes, RollcallConfig config) throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(config.collect().workers());
        CommandRunner runner = OneRun.runner(config.collect());
        OneRun ending = new OneRun(runner);
        try {
            List<Future<Asked>> asking = workers.invokeAll(probes.stream()
                    .<Callable<Asked>>map(probe ->
                            () -> new Asked(probe, outcome(probe, runner.run(probe.command(), probe.timeout()))))
                    .toList());
            List<Asked> asked = new ArrayList<>();
            for (Future<Asked> one : asking) {
                asked.add(one.get());
            }
            return asked;
        } catch (ExecutionException e) {
            throw new IllegalStateException("running a command does not throw", e);
        } finally {
            ending.close();
            workers.shutdown();
        }
    }

    private Outcome outcome(Probe probe, Run run) {
        // Ctrl-C: a run that was cut short means nothing.
        return run instanceof Run.Cancelled ? new Failed("stopped", "") : interpreter.outcome(probe, run);
    }

    private static String line(Asked asked) {
        String name = asked.probe().subject().key().packageName();
        String answer = asked.outcome() instanceof Found found
                ? found.version()
                : "left out: " + asked.outcome().text();
        return String.format(Locale.ROOT, "%-30s %s", name, answer);
    }

    /** The name alone where the catalogue knows the rest. */
    private static String member(Probe probe, Catalogue catalogue) {
        String name = probe.subject().key().packageName();
        if (catalogue.find(name).isPresent()) {
            // A name has no character that JSON would want escaped.
            return "  \"" + name + '"';
        }
        JsonObject member = new JsonObject()
                .put("name", name)
                .put("label", probe.subject().label())
                .put("category", probe.subject().category())
                .put("command", new JsonArray(probe.command().argv()));
        if (probe.pattern() != null) {
            member.put("pattern", probe.pattern().pattern());
        }
        return "  " + member.encode();
    }
}
