package dev.rollcall.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall serve}: the same as {@code rollcall} alone. */
@Command(
        name = "serve",
        description = "Collects versions and serves the page, the API and the event stream (the default).",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class)
final class Serve implements Callable<Integer> {
    @Mixin
    private final ServeOptions options = new ServeOptions();

    @Override
    public Integer call() {
        return new Server(options, System.out, System.err).run();
    }
}
