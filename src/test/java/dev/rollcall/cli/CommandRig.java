package dev.rollcall.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** The command line inside this process: arguments and standard input go in, both outputs and the exit code come out. */
final class CommandRig {

    record Result(int exit, String out, String err) {
        List<String> outLines() {
            return out.lines().toList();
        }
    }

    private CommandRig() {}

    static Result run(String... arguments) {
        return runWith("", arguments);
    }

    static Result runWith(String stdin, String... arguments) {
        CommandLine commandLine = Main.commandLine();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        Extract extract = commandLine.getSubcommands().get("extract").getCommand();
        extract.in = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
        int exit = commandLine.execute(arguments);
        return new Result(exit, out.toString(), err.toString());
    }
}
