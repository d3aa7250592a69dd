package dev.rollcall.probe;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * An argv, never given to a shell.
 *
 * @param argv the program, by name or path, then its arguments
 */
public record Command(List<String> argv) {

    /** Copies the list and refuses an empty one. */
    public Command {
        argv = List.copyOf(argv);
        if (argv.isEmpty() || argv.get(0).isBlank()) {
            throw new IllegalArgumentException("argv: found " + argv + "; must name a program");
        }
    }

    /** The program as it was written: a name to be found on the path, or a path. */
    public String program() {
        return argv.get(0);
    }

    /** The program's file name: what it is likely to call itself. */
    public String programName() {
        try {
            Path name = Path.of(program()).getFileName();
            return name == null ? program() : name.toString();
        } catch (InvalidPathException e) {
            // Characters that this locale has no file names for.
            return program();
        }
    }
}
