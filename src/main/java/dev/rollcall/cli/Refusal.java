package dev.rollcall.cli;

import java.io.PrintWriter;
import picocli.CommandLine.ExitCode;

/** A command could not do what it was told; ends it with a message for people and an exit code. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    Refusal(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Refuses to go on as if nothing were wrong when what was printed went nowhere: a full disk, a closed pipe. */
    static void whenLost(PrintWriter out) {
        if (out.checkError()) {
            throw new Refusal(ExitCode.SOFTWARE, "cannot write to standard output");
        }
    }

    int exitCode() {
        return exitCode;
    }
}
