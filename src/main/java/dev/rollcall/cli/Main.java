package dev.rollcall.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
        subcommands = Serve.class,
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "",
            "Without a command, rollcall serves. Without a configuration it shows what is installed.",
            "Exit codes: 0 fine, 1 could not run, 2 configuration or command line wrong."
        })
public final class Main implements Callable<Integer> {
    private static final String LOG_CONFIGURATION = "logback.configurationFile";
    private static final Path OWN_LOG_CONFIGURATION = Path.of("conf", "logback.xml");

    /** Inherited by {@code serve}: it does not matter on which side of the word they stand. */
    @Mixin
    private final ServeOptions options = new ServeOptions();

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
        return new CommandLine(new Main())
                .setExitCodeExceptionMapper(exitCodes)
                .setParameterExceptionHandler((e, arguments) -> {
                    PrintWriter err = e.getCommandLine().getErr();
                    err.println("rollcall: " + e.getMessage());
                    err.println("Try: rollcall --help");
                    return CommandLine.ExitCode.USAGE;
                });
    }

    @Override
    public Integer call() {
        return new Server(options, System.out, System.err).run();
    }
}
