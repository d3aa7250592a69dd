package dev.rollcall.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/** Counts what was right and wrong, where a line says what is right. */
final class Tally {
    private final PrintWriter err;
    private int right;
    private int wrong;
    private int invalid;
    private final StringBuilder errors = new StringBuilder();

    Tally(PrintWriter err) {
        this.err = err;
    }

    void invalid(int number, String why) {
        invalid++;
        err.println("rollcall: line " + number + ": " + why);
    }

    void read(Recordings.Recording recording, @Nullable String version, String why) {
        if (!recording.hasTruth()) {
            return;
        }
        if (recording.isRight(version)) {
            right++;
            return;
        }
        wrong++;
        errors.append("wrong ")
                .append(recording.id())
                .append(": read ")
                .append(version == null ? "none" : version)
                .append(", right is ")
                .append(recording.truth() == null ? "none" : recording.truth())
                .append(" (")
                .append(why)
                .append(")\n");
    }

    int finish(boolean check) {
        if (check) {
            err.print(errors);
            err.println(right + " right, " + wrong + " wrong" + (invalid > 0 ? ", " + invalid + " invalid" : ""));
        }
        err.flush();
        if (invalid > 0) {
            return ExitCode.USAGE;
        }
        return check && wrong > 0 ? ExitCode.SOFTWARE : ExitCode.OK;
    }
}
