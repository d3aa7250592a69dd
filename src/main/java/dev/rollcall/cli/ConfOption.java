package dev.rollcall.cli;

import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.config.Assignment;
import dev.rollcall.config.ConfigSource;
import dev.rollcall.config.InvalidConfigException;
import dev.rollcall.config.Loaded;
import dev.rollcall.config.UnreadableConfigException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.Stack;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** Which configuration every command works with. */
final class ConfOption {
    /** The start script says where its own lies. */
    private static final Path DEFAULT_FILE = Path.of(System.getProperty("rollcall.conf", "conf/rollcall.json"));

    @Option(
            names = {"-c", "--conf"},
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "Configuration (JSON). Default: conf/rollcall.json if it is there, else built-in defaults.")
    @Nullable
    Path file;

    @Option(
            names = "--set",
            scope = ScopeType.INHERIT,
            parameterConsumer = Collecting.class,
            paramLabel = "KEY=VALUE",
            description =
                    "A setting that wins over the file, such as collect.every=10s; may be given many times. A list or"
                            + " an object is JSON: 'packages=[\"nginx\"]'.")
    @SuppressWarnings("UnusedVariable") // picocli wants a field; the consumer below keeps them.
    private @Nullable String setting;

    private final List<String> settings = new ArrayList<>();

    /** picocli begins a new list behind the name of a command; what stands before it counts too. */
    static final class Collecting implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
            if (arguments.isEmpty()) {
                throw new ParameterException(command.commandLine(), "--set: KEY=VALUE is missing");
            }
            ((Main) command.root().userObject()).conf.settings.add(arguments.pop());
        }
    }

    /**
     * Where it comes from; packages may be named as {@code catalogue} knows them.
     *
     * @param shorthands other options that are settings; they win over {@code --set}
     */
    ConfigSource source(Catalogue catalogue, List<Assignment> shorthands) {
        Set<String> names = catalogue.names();
        // A file that is there now is wanted for good: when it goes while the server runs, that is no wish for the
        // defaults.
        boolean wanted = file != null || Files.exists(DEFAULT_FILE, LinkOption.NOFOLLOW_LINKS);
        Path chosen = Objects.requireNonNullElse(file, DEFAULT_FILE);
        ConfigSource source = wanted ? ConfigSource.file(chosen, names) : ConfigSource.fileIfThere(chosen, names);
        return source.in(System.getenv()).with(assignments(shorthands));
    }

    private List<Assignment> assignments(List<Assignment> shorthands) {
        return Stream.concat(settings.stream().map(Assignment::set), shorthands.stream())
                .toList();
    }

    /**
     * Reads it.
     *
     * @throws Refusal with all that is wrong
     */
    static Loaded read(ConfigSource source) {
        try {
            return source.read();
        } catch (UnreadableConfigException e) {
            throw new Refusal(ExitCode.USAGE, "cannot read the configuration: " + e.getMessage());
        } catch (InvalidConfigException e) {
            throw new Refusal(ExitCode.USAGE, e.report("nothing was started"));
        }
    }
}
