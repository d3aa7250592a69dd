package dev.rollcall.cli;

import java.io.Console;
import java.util.OptionalInt;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What the command line is read on. */
final class Terminal {
    private Terminal() {}

    /** How many columns it has; empty when the output goes to a file or another program, where nothing is cut off. */
    @SuppressWarnings("SystemConsoleNull") // What changed in Java 22 is asked for.
    static OptionalInt columns() {
        Console console = System.console();
        return console != null && isTerminal(console)
                ? OptionalInt.of(new UsageMessageSpec().autoWidth(true).width())
                : OptionalInt.empty();
    }

    /** Since Java 22 there is a console also where there is no terminal. */
    private static boolean isTerminal(Console console) {
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }
}
