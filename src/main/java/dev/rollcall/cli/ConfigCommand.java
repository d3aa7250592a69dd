package dev.rollcall.cli;

import dev.rollcall.config.Effective;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollcall config}: each setting as it is in effect, and where it comes from. */
@Command(
        name = "config",
        description = "Prints each setting as it is in effect, and where it comes from.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {
            "",
            "An origin is: default; a file with line and column; --set or --port. What comes",
            "from a variable, $${env:NAME}, or a file, $${file:PATH}, may be a secret: the",
            "reference is printed, never what it stands for.",
            "",
            "With --as-file, the whole is one configuration with every default written out:",
            "  rollcall config --as-file > rollcall.json",
            "",
            "Exit codes: 0 fine, 2 the configuration or the command line is wrong."
        })
final class ConfigCommand implements Callable<Integer> {
    private static final int KEY_CHARS_MAX = 40;
    private static final int VALUE_CHARS_MAX = 2_000;

    @ParentCommand
    private @Nullable Main rollcall;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "One JSON object: by JSON pointer, the value and its origin.")
    private boolean json;

    @Option(names = "--as-file", description = "A configuration that means the same, without origins.")
    private boolean asFile;

    @Override
    public Integer call() {
        if (json && asFile) {
            throw new Refusal(ExitCode.USAGE, "--json: does not go together with --as-file");
        }
        Effective effective = Objects.requireNonNull(rollcall).loaded().effective();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (asFile) {
            print(effective.asFile(), out);
        } else if (json) {
            print(origins(effective.values()).encodePrettily(), out);
        } else {
            lines(effective.values()).forEach(out::println);
        }
        Refusal.whenLost(out);
        return ExitCode.OK;
    }

    private static void print(String indented, PrintWriter out) {
        indented.lines().map(Visible::json).forEach(out::println);
    }

    private static JsonObject origins(List<Effective.Value> values) {
        JsonObject all = new JsonObject();
        for (Effective.Value value : values) {
            all.put(
                    value.pointer(),
                    new JsonObject()
                            .put("value", Json.decodeValue(value.json()))
                            .put("origin", value.origin()));
        }
        return all;
    }

    private static List<String> lines(List<Effective.Value> values) {
        List<String> settings = values.stream().map(ConfigCommand::setting).toList();
        int width = settings.stream()
                .mapToInt(String::length)
                .filter(length -> length <= KEY_CHARS_MAX)
                .max()
                .orElse(0);
        return IntStream.range(0, settings.size())
                .mapToObj(i -> settings.get(i)
                        + " ".repeat(Math.max(0, width - settings.get(i).length()))
                        + "   ("
                        + Visible.line(values.get(i).origin(), VALUE_CHARS_MAX)
                        + ')')
                .toList();
    }

    private static String setting(Effective.Value value) {
        String key = value.pointer().substring(1).replace('/', '.');
        return key + " = " + Visible.line(value.json(), VALUE_CHARS_MAX);
    }
}
