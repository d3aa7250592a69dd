package dev.rollcall.cli;

import dev.rollcall.config.Assignment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where to listen; wins over the file. */
final class PortOption {
    @Option(
            names = {"-p", "--port"},
            paramLabel = "N",
            description = "TCP port to listen on; 0 takes any free one. Default: http.port of the configuration.")
    @Nullable
    Integer port;

    /** What {@code --port} is short for; nothing when it was not given. */
    static List<Assignment> assignment(@Nullable Integer port) {
        return port == null ? List.of() : List.of(Assignment.option("--port", "http.port", port.toString()));
    }
}
