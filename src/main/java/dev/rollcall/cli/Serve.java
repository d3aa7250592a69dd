package dev.rollcall.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code rollcall serve}: the same as {@code rollcall} alone. It does not matter on which side of the word options stand. */
@Command(
        name = "serve",
        description = "Collects versions and serves the page, the API and the event stream (the default).",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class)
final class Serve implements Callable<Integer> {
    @ParentCommand
    private @Nullable Main rollcall;

    @Mixin
    private final PortOption port = new PortOption();

    @Override
    public Integer call() {
        return Objects.requireNonNull(rollcall).serve(port.port);
    }
}
