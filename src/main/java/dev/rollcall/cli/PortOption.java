package dev.rollcall.cli;

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
}
