package dev.rollcall.cli;

import dev.rollcall.history.ChangeJson;
import dev.rollcall.history.ChangePage;
import dev.rollcall.history.ChangeQuery;
import dev.rollcall.history.HistoryFile;
import dev.rollcall.history.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollcall history}: prints what changed, or copies the file that it stands in, while a server runs or none does. */
@Command(
        name = "history",
        description = "Prints what changed, newest first, or makes a copy of the history.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {
            "",
            "A MOMENT is an instant (2026-11-22T20:01:14Z), a date (2026-11-22: its start in",
            "UTC), a duration ago (24h, 7d), the number of a change, or the id of an event",
            "(4qsa2axopgcp-29).",
            "Newest first, as git log has it, so that what is cut off at the end is old.",
            "Times are local in the table, and in UTC in JSON, which has the members of",
            "/api/changes, one change a line.",
            "",
            "What changed since yesterday:  rollcall history --since 24h",
            "All that nginx ever was:       rollcall history --package nginx --limit all",
            "",
            "Exit codes: 0 fine, 1 the history cannot be read, 2 command line wrong."
        })
final class HistoryCommand implements Callable<Integer> {
    private static final String FILE = "--file";
    private static final String BACKUP = "--backup";
    /** What a copy, which is always of the whole, cannot heed. */
    private static final Set<String> OF_THE_PRINT =
            Set.of("--since", "--until", "--host", "--package", "--kind", "--limit", "--json");

    @ParentCommand
    private @Nullable Main rollcall;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = FILE,
            paramLabel = "FILE",
            description =
                    "The file of the history. Default: the one of the configuration, data/rollcall.db unless it names"
                            + " another.")
    private @Nullable Path given;

    @Mixin
    private final ChangeOptions wanted = new ChangeOptions();

    @Option(names = "--json", description = "JSON lines instead of a table.")
    private boolean json;

    @Option(
            names = BACKUP,
            paramLabel = "FILE",
            description = "Print nothing, but write a copy of the whole history to FILE, which must not be there.")
    private @Nullable Path backup;

    @Override
    public Integer call() {
        refuseWhatWouldBeIgnored();
        long most = wanted.most();
        Path file = file();
        try (HistoryFile history = HistoryFile.open(file)) {
            if (backup == null) {
                print(history, most);
            } else {
                backUp(history, file, backup);
            }
            return ExitCode.OK;
        } catch (StoreException e) {
            throw new Refusal(ExitCode.SOFTWARE, "cannot read the history " + file + ": " + e.reason());
        }
    }

    private void refuseWhatWouldBeIgnored() {
        refuseEmpty(FILE, given);
        refuseEmpty(BACKUP, backup);
        if (backup == null) {
            return;
        }
        for (OptionSpec option :
                Objects.requireNonNull(spec).commandLine().getParseResult().matchedOptions()) {
            if (OF_THE_PRINT.contains(option.longestName())) {
                throw new Refusal(
                        ExitCode.USAGE,
                        option.longestName() + ": does not go together with " + BACKUP + ", which copies all there is");
            }
        }
    }

    /** An empty path is the folder that one is in: an unset variable in a script, hardly ever what is meant. */
    private static void refuseEmpty(String option, @Nullable Path path) {
        if (path != null && path.toString().isEmpty()) {
            throw new Refusal(ExitCode.USAGE, option + ": found \"\"; must be the name of a file");
        }
    }

    private Path file() {
        if (given != null) {
            return given;
        }
        String named = Objects.requireNonNull(rollcall).config().history().file();
        if (named == null) {
            throw new Refusal(
                    ExitCode.SOFTWARE, "the configuration keeps the history in memory alone; name a file by --file");
        }
        return Path.of(named);
    }

    private void print(HistoryFile history, long most) throws StoreException {
        ChangeQuery query = wanted.query(history.epoch());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        ChangeTable table = new ChangeTable(ZoneId.systemDefault(), history.hasSeveralHosts(), Terminal.columns());
        long left = most;
        boolean more = true;
        while (more && left > 0 && !out.checkError()) {
            ChangePage page = history.page(query.withLimit((int) Math.min(ChangeQuery.LIMIT_MAX, left)));
            if (json) {
                page.changes()
                        .forEach(change ->
                                out.println(Visible.json(ChangeJson.of(change).encode())));
            } else {
                table.lines(page.changes()).forEach(out::println);
            }
            left -= page.changes().size();
            more = page.next() != null;
            query = page.next() == null ? query : query.after(page.next());
        }
        Refusal.whenLost(out);
        if (left == most) {
            tell("no such changes");
        } else if (more) {
            tell("older changes are left out; --limit N or --limit all shows more");
        }
    }

    private void backUp(HistoryFile history, Path file, Path target) {
        try {
            history.backUpTo(target);
            tell("wrote a copy of " + file + " to " + target + ", " + Files.size(target) + " bytes");
        } catch (FileAlreadyExistsException e) {
            throw new Refusal(ExitCode.SOFTWARE, target + " is there already; nothing was written");
        } catch (NoSuchFileException e) {
            throw new Refusal(ExitCode.SOFTWARE, "cannot write " + target + ": there is no such folder");
        } catch (AccessDeniedException e) {
            throw new Refusal(
                    ExitCode.SOFTWARE, "cannot write " + target + ": this user may not write into its folder");
        } catch (IOException e) {
            throw new Refusal(ExitCode.SOFTWARE, "cannot write " + target + ": " + e.getMessage());
        } catch (StoreException e) {
            throw new Refusal(
                    ExitCode.SOFTWARE, "cannot copy the history " + file + " to " + target + ": " + e.reason());
        }
    }

    private void tell(String what) {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        err.println("rollcall: " + what);
        err.flush();
    }
}
