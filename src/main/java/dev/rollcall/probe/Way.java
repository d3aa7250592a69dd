package dev.rollcall.probe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a command is started, so that it has the rights that it should have. Immutable. */
sealed interface Way {

    /** With our own rights. */
    record Direct() implements Way {}

    /**
     * As a user, by setpriv(1): no right of root is left, and none can be had again.
     *
     * @param setpriv absolute
     */
    record Dropped(Account account, Path setpriv) implements Way {
        /** The words by which setpriv introduces its own failures. */
        private static final String ITS_WORDS = "setpriv: ";

        /** {@code argv} with what has to stand before it. */
        List<String> argv(List<String> argv) {
            List<String> whole = new ArrayList<>(List.of(
                    setpriv.toString(),
                    "--reuid=" + account.uid(),
                    "--regid=" + account.gid(),
                    "--init-groups",
                    "--inh-caps=-all",
                    "--bounding-set=-all",
                    "--no-new-privs",
                    "--",
                    // Once more: the first one still has root's rights when it looks for what it is to run, and so
                    // would
                    // run a program that the user may not.
                    setpriv.toString(),
                    "--no-new-privs",
                    "--"));
            whole.addAll(argv);
            return whole;
        }

        /** Makes an environment that was ours the user's. */
        void adopt(Map<String, String> environment) {
            environment.putAll(Map.of("HOME", account.home(), "USER", account.name(), "LOGNAME", account.name()));
            // Root's own, where others are not let in as a rule.
            environment.remove("TMPDIR");
        }

        /** {@code run}, or, when the command of it was not even started, that. */
        Run told(Run run, Path program) {
            if (run instanceof Run.Finished finished
                    && finished.exit() != 0
                    && finished.stdout().text().isEmpty()
                    && finished.stderr().text().startsWith(ITS_WORDS)) {
                String words = finished.stderr().text().substring(ITS_WORDS.length());
                String first = words.lines().findFirst().orElse("").strip();
                return new Run.NotStarted(
                        program, "cannot be run as " + account.name() + ", whom collect.user names (" + first + ")");
            }
            return run;
        }
    }

    /**
     * Not at all: better no version than a command with root's rights.
     *
     * @param cause why, and what to do, in words for people
     */
    record Barred(String cause) implements Way {}
}
