package dev.rollcall.config;

import dev.rollcall.config.JsonNode.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where a configuration comes from: the main file or none, what it includes, the environment, and the command line, which
 * wins. It can be read again and again, as the files are then. Immutable; any thread, but {@link #read()} reads files.
 */
public final class ConfigSource {
    private static final String DEFAULTS = "defaults";

    private final Main main;
    private final Predicate<String> inCatalogue;
    private final Set<String> names;
    private final Map<String, String> environment;
    private final List<Assignment> assignments;
    private final Net net;

    /** The main file, or what stands for it. */
    private sealed interface Main {
        record Required(Path file) implements Main {}

        record IfThere(Path file) implements Main {}

        record Text(String source, String json) implements Main {}
    }

    /** What is under the reader. */
    private enum Net {
        NONE,
        SCHEMA
    }

    private ConfigSource(
            Main main,
            Predicate<String> inCatalogue,
            Set<String> names,
            Map<String, String> environment,
            List<Assignment> assignments,
            Net net) {
        this.net = net;
        this.main = main;
        this.inCatalogue = inCatalogue;
        this.names = Set.copyOf(names);
        this.environment = Map.copyOf(environment);
        this.assignments = List.copyOf(assignments);
    }

    /**
     * A file that must be there.
     *
     * @param names of the packages of the catalogue
     */
    public static ConfigSource file(Path file, Set<String> names) {
        return new ConfigSource(new Main.Required(file), names::contains, names, Map.of(), List.of(), Net.NONE);
    }

    /** As {@link #file}, but without it, all is as by default. */
    public static ConfigSource fileIfThere(Path file, Set<String> names) {
        return new ConfigSource(new Main.IfThere(file), names::contains, names, Map.of(), List.of(), Net.NONE);
    }

    static ConfigSource text(String source, String json, Predicate<String> inCatalogue) {
        return new ConfigSource(new Main.Text(source, json), inCatalogue, Set.of(), Map.of(), List.of(), Net.NONE);
    }

    /** The same, with the environment in which references look for variables. */
    public ConfigSource in(Map<String, String> otherEnvironment) {
        return new ConfigSource(main, inCatalogue, names, otherEnvironment, assignments, net);
    }

    /** The same, with what the command line says; of several that say the same key, the last one wins. */
    public ConfigSource with(List<Assignment> otherAssignments) {
        return new ConfigSource(main, inCatalogue, names, environment, otherAssignments, net);
    }

    /**
     * The same, with the whole held against the JSON schema too, once the reader has nothing to say. Not for the start: the
     * first time takes 0.2 s to load the validator.
     */
    public ConfigSource heldAgainstSchema() {
        return new ConfigSource(main, inCatalogue, names, environment, assignments, Net.SCHEMA);
    }

    /**
     * Reads everything anew.
     *
     * @throws InvalidConfigException with all that is wrong, and what to look at to see when it is mended
     * @throws UnreadableConfigException when it is the main file that cannot be read
     */
    public Loaded read() throws InvalidConfigException {
        Looks looks = new Looks();
        Main.Text text = text(looks);
        List<Problem> problems = new ArrayList<>();
        References references = new References(environment, looks, problems);
        ObjectNode tree = new Includes(references, looks, problems)
                .read(text.source(), folder(), text.json(), mainFile())
                .map(trees -> Merge.join(trees, problems))
                .map(joined -> assigned(joined, references, problems))
                .orElse(null);
        if (tree == null) {
            throw new InvalidConfigException(text.source(), problems, looks.footprint());
        }
        List<Problem> read = new ArrayList<>();
        RollcallConfig config = Sections.read(tree, inCatalogue, names, read);
        read.stream().filter(problem -> !references.isBroken(problem)).forEach(problems::add);
        if (problems.isEmpty() && net == Net.SCHEMA) {
            SchemaNet.check(tree, problems);
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(text.source(), problems, looks.footprint());
        }
        return new Loaded(config, looks.footprint(), new Effective(tree));
    }

    private ObjectNode assigned(ObjectNode tree, References references, List<Problem> problems) {
        ObjectNode assigned = tree;
        for (Assignment assignment : assignments) {
            assigned = assignment.applyTo(assigned, references, problems);
        }
        return assigned;
    }

    private Optional<Path> mainFile() {
        if (main instanceof Main.Required required) {
            return Optional.of(required.file());
        }
        return main instanceof Main.IfThere ifThere ? Optional.of(ifThere.file()) : Optional.empty();
    }

    private Path folder() {
        return mainFile().map(Includes::folder).orElse(Path.of(""));
    }

    private Main.Text text(Looks looks) throws InvalidConfigException {
        if (main instanceof Main.Text text) {
            return text;
        }
        Path file = mainFile().orElseThrow();
        String source = file.toString();
        try {
            return new Main.Text(source, looks.text(file, Includes.FILE_BYTES_MAX, "JSON"));
        } catch (Looks.UnfitException e) {
            Problem problem = new Problem(source, "", 1, 1, String.valueOf(e.getMessage()), e.rule());
            throw new InvalidConfigException(source, List.of(problem), looks.footprint());
        } catch (IOException e) {
            // A link that leads nowhere is a mistake, not the wish for the defaults.
            if (main instanceof Main.IfThere
                    && e instanceof NoSuchFileException
                    && !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return new Main.Text(DEFAULTS, "{}");
            }
            throw new UnreadableConfigException(source, Footprint.reason(e), looks.footprint());
        }
    }
}
