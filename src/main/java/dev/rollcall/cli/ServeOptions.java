package dev.rollcall.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What can be said to a server on the command line; it wins over the file. */
final class ServeOptions {
    @Option(
            names = {"-c", "--conf"},
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "Configuration (JSON). Default: conf/rollcall.json if it is there, else built-in defaults.")
    @Nullable
    Path conf;

    @Option(
            names = {"-p", "--port"},
            scope = ScopeType.INHERIT,
            paramLabel = "N",
            description = "TCP port to listen on; 0 takes any free one. Default: http.port of the configuration.")
    @Nullable
    Integer port;
}
