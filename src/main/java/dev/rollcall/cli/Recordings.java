package dev.rollcall.cli;

import com.google.re2j.Pattern;
import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.catalogue.CatalogueEntry;
import dev.rollcall.config.PackageConfig;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Subject;
import dev.rollcall.probe.Captured;
import dev.rollcall.probe.Command;
import dev.rollcall.probe.Probe;
import dev.rollcall.probe.Probe.Origin;
import dev.rollcall.probe.Run;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a recorded output, a line of JSON, what the collector has after a run: the probe that asked and the run. The
 * probe is the one of the configuration or of the catalogue when that asks by the same argv, so that patterns count.
 */
final class Recordings {
    private static final String HOST = "recorded";
    private static final int SHOWN_CHARS_MAX = 60;

    private final RollcallConfig config;
    private final Catalogue catalogue;

    Recordings(RollcallConfig config, Catalogue catalogue) {
        this.config = config;
        this.catalogue = catalogue;
    }

    /**
     * One recorded output.
     *
     * @param id whatever the line calls it; null when it doesn't
     * @param truth the right version; null when there is none to read
     * @param accept other right ones
     */
    record Recording(
            @Nullable Object id,
            Probe probe,
            Run.Finished run,
            boolean hasTruth,
            @Nullable String truth,
            List<String> accept) {

        boolean isRight(@Nullable String version) {
            return Objects.equals(version, truth) || (version != null && accept.contains(version));
        }
    }

    /** @throws IllegalArgumentException for a line that is no JSON object */
    static JsonObject parse(String line) {
        try {
            return new JsonObject(line);
        } catch (DecodeException e) {
            throw new IllegalArgumentException("found " + shortened(line) + "; must be a JSON object on one line", e);
        }
    }

    /** @throws IllegalArgumentException for what is no recorded output; the message says which rule it breaks */
    Recording read(JsonObject json) {
        List<String> argv = json.getValue("argv") == null ? List.of(text(json, "program", null)) : argv(json);
        Command command = new Command(argv);
        String program = json.getValue("program") == null ? command.programName() : text(json, "program", null);
        Run.Finished run = new Run.Finished(
                exit(json), captured(text(json, "stdout", "")), captured(text(json, "stderr", "")), 0, Duration.ZERO);
        return new Recording(
                json.getValue("id"),
                probe(program, command),
                run,
                json.containsKey("truth"),
                json.getValue("truth") == null ? null : text(json, "truth", ""),
                json.containsKey("accept") ? strings(json, "accept") : List.of());
    }

    private Probe probe(String program, Command command) {
        Optional<PackageConfig> named = config.packages().stream()
                .filter(one -> one.name().equals(program))
                .filter(one -> one.command() == null || one.command().equals(command.argv()))
                .findFirst();
        Optional<CatalogueEntry> known = catalogue.find(program).or(() -> byExecutable(command));
        String label = named.map(PackageConfig::label)
                .or(() -> known.map(CatalogueEntry::label))
                .orElse(program);
        Optional<Pattern> ofConfig = named.map(PackageConfig::pattern);
        // A command of the user's own prints what it likes: the catalogue's pattern is not for it.
        Optional<Pattern> ofCatalogue = known.filter(entry -> asks(entry, command))
                .filter(entry -> named.map(PackageConfig::command).isEmpty())
                .map(CatalogueEntry::pattern);
        return new Probe(
                new Subject(new EntryKey(HOST, program), label, ""),
                command,
                ofConfig.or(() -> ofCatalogue).orElse(null),
                Duration.ZERO,
                Duration.ZERO,
                ofConfig.isPresent() ? Origin.NAMED : Origin.DISCOVERED);
    }

    private Optional<CatalogueEntry> byExecutable(Command command) {
        return catalogue.entries().stream()
                .filter(entry -> asks(entry, command))
                .findFirst();
    }

    /** Whether the collector would ask this package by this command. */
    private static boolean asks(CatalogueEntry entry, Command command) {
        List<String> argv = command.argv();
        return entry.arguments().equals(argv.subList(1, argv.size()))
                && entry.executables().contains(command.programName());
    }

    private static Captured captured(String text) {
        return new Captured(text, text.length(), true);
    }

    private static int exit(JsonObject json) {
        Object exit = json.getValue("exit");
        if (exit == null) {
            return 0;
        }
        if (exit instanceof Integer code) {
            return code;
        }
        throw wrong("exit", exit, "a whole number, the exit code");
    }

    private static List<String> argv(JsonObject json) {
        List<String> argv = strings(json, "argv");
        if (argv.isEmpty() || argv.get(0).isBlank()) {
            throw wrong("argv", json.getValue("argv"), "an array of strings, the program first");
        }
        return argv;
    }

    private static List<String> strings(JsonObject json, String key) {
        if (json.getValue(key) instanceof JsonArray array && array.stream().allMatch(String.class::isInstance)) {
            return array.stream().map(String.class::cast).toList();
        }
        throw wrong(key, json.getValue(key), "an array of strings");
    }

    private static String text(JsonObject json, String key, @Nullable String otherwise) {
        Object value = json.getValue(key) == null ? otherwise : json.getValue(key);
        if (value instanceof String text && (otherwise != null || !text.isBlank())) {
            return text;
        }
        throw wrong(key, value, otherwise == null ? "a string with something in it" : "a string");
    }

    private static IllegalArgumentException wrong(String key, @Nullable Object value, String rule) {
        String found = value instanceof String text ? '"' + text + '"' : String.valueOf(value);
        return new IllegalArgumentException(key + ": found " + shortened(found) + "; must be " + rule);
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN_CHARS_MAX ? text : text.substring(0, SHOWN_CHARS_MAX) + "…";
    }
}
