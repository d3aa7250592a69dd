package dev.rollcall.cli;

import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.config.ConfigSource;
import dev.rollcall.config.Loaded;
import dev.rollcall.config.RollcallConfig;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExitCodeExceptionMapper;
import picocli.CommandLine.Mixin;

/** {@code rollcall}: without a subcommand it serves. */
@Command(
        name = "rollcall",
        description = "Shows, live, which version of which software runs here, and since when.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        subcommands = {
            Serve.class,
            Check.class,
            ConfigCommand.class,
            Discover.class,
            Explain.class,
            Extract.class,
            HistoryCommand.class,
            Rehearse.class
        },
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "",
            "Without a command, rollcall serves. Without a configuration it shows what is installed.",
            "Exit codes: 0 fine, 1 could not run, 2 configuration or command line wrong."
        })
public final class Main implements Callable<Integer> {
    private static final String LOG_CONFIGURATION = "logback.configurationFile";
    private static final Path OWN_LOG_CONFIGURATION = Path.of("conf", "logback.xml");

    @Mixin
    final ConfOption conf = new ConfOption();

    @Mixin
    private final PortOption port = new PortOption();

    /** The program. Ends the JVM when a command has ended. */
    public static void main(String[] arguments) {
        // Before the first logger is made: the file beside the configuration wins over the one in the jar.
        if (System.getProperty(LOG_CONFIGURATION) == null && Files.isReadable(OWN_LOG_CONFIGURATION)) {
            System.setProperty(LOG_CONFIGURATION, OWN_LOG_CONFIGURATION.toString());
        }
        System.exit(commandLine().execute(arguments));
    }

    /** The parser of the command line, with our way of saying what is wrong. */
    static CommandLine commandLine() {
        IExitCodeExceptionMapper exitCodes = e -> CommandLine.ExitCode.SOFTWARE;
        CommandLine commandLine = new CommandLine(new Main())
                // JSON is UTF-8 whatever the locale says (RFC 8259, 8.1), and so is the rest.
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setExitCodeExceptionMapper(exitCodes)
                .setExecutionExceptionHandler((e, command, arguments) -> {
                    if (e instanceof Refusal refusal) {
                        // It may repeat what stands in a file that anybody wrote.
                        command.getErr().println("rollcall: " + visible(refusal));
                        return refusal.exitCode();
                    }
                    throw e;
                })
                .setParameterExceptionHandler((e, arguments) -> {
                    PrintWriter err = e.getCommandLine().getErr();
                    err.println("rollcall: " + e.getMessage());
                    err.println("Try: rollcall --help");
                    return CommandLine.ExitCode.USAGE;
                });
        // What follows the program is its own: rollcall explain nginx -V.
        Objects.requireNonNull(commandLine.getSubcommands().get("explain")).setStopAtPositional(true);
        return commandLine;
    }

    private static String visible(Refusal refusal) {
        return Objects.requireNonNull(refusal.getMessage())
                .lines()
                .map(line -> Visible.line(line, Integer.MAX_VALUE))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    @Override
    public Integer call() {
        return serve(null);
    }

    /** Serves on {@code otherPort}, or, when that is null, where the options on this side of the word say. */
    int serve(@Nullable Integer otherPort) {
        Integer chosen = otherPort == null ? port.port : otherPort;
        // First of all: who starts it may tell it at once to read its files again, and it reads them.
        Hangup hangup = Hangup.heard();
        ConfigSource source = conf.source(Catalogue.load(), PortOption.assignment(chosen));
        return new Server(source, ConfOption.read(source), hangup, System.out).run();
    }

    /** The configuration that the command line names. */
    RollcallConfig config() {
        return loaded().config();
    }

    /** The same, with the origin of each setting. */
    Loaded loaded() {
        return ConfOption.read(source(null));
    }

    /** Where it comes from: {@code otherFile}, or, when that is null, what the command line names. */
    ConfigSource source(@Nullable Path otherFile) {
        if (otherFile != null) {
            conf.file = otherFile;
        }
        return conf.source(Catalogue.load(), PortOption.assignment(port.port));
    }
}
