package dev.rollcall.cli;

import dev.rollcall.history.ChangeJson;
import dev.rollcall.history.ChangePage;
import dev.rollcall.history.ChangeQuery;
import dev.rollcall.history.HistoryFile;
import dev.rollcall.history.Moment;
import dev.rollcall.history.Moments;
import dev.rollcall.history.StoreException;
import dev.rollcall.inventory.ChangeKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
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
            "A MOMENT is an instant (2026-11-22T20:01:14Z), a duration ago (24h, 7d), the",
            "number of a change, or the id of an event (4qsa2axopgcp-29).",
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
    private static final String ALL = "all";

    @ParentCommand
    private @Nullable Main rollcall;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description =
                    "The file of the history. Default: the one of the configuration, data/rollcall.db unless it names"
                            + " another.")
    private @Nullable Path given;

    @Option(names = "--since", paramLabel = "MOMENT", description = "What changed from then on.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "MOMENT", description = "What changed until then.")
    private @Nullable String until;

    @Option(names = "--host", split = ",", paramLabel = "NAME", description = "Of these hosts alone.")
    private Set<String> hosts = Set.of();

    @Option(names = "--package", split = ",", paramLabel = "NAME", description = "Of these packages alone.")
    private Set<String> packages = Set.of();

    @Option(
            names = "--kind",
            split = ",",
            paramLabel = "KIND",
            description = "Of these kinds alone: appeared, upgraded, downgraded, changed, failed, recovered, missing,"
                    + " removed.")
    private List<String> kinds = List.of();

    @Option(names = "--limit", paramLabel = "N | all", description = "At most so many. Default: 100.")
    private String limit = "100";

    @Option(names = "--json", description = "JSON lines instead of a table.")
    private boolean json;

    @Option(
            names = "--backup",
            paramLabel = "FILE",
            description = "Print nothing, but write a copy of the whole history to FILE, which must not be there.")
    private @Nullable Path backup;

    /** Whose time of day is told. */
    ZoneId zone = ZoneId.systemDefault();

    @Override
    public Integer call() {
        long most = most();
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
        ChangeQuery query = query(history.epoch());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        ChangeTable table = new ChangeTable(zone, history.hasSeveralHosts(), Terminal.columns());
        long left = most;
        boolean more = true;
        while (more && left > 0 && !out.checkError()) {
            ChangePage page = history.page(query.withLimit((int) Math.min(ChangeQuery.LIMIT_MAX, left)));
            if (json) {
                page.changes()
                        .forEach(change -> out.println(ChangeJson.of(change).encode()));
            } else {
                table.lines(page.changes()).forEach(out::println);
            }
            left -= page.changes().size();
            more = page.next() != null;
            query = page.next() == null ? query : query.after(page.next());
        }
        Refusal.whenLost(out);
        if (more) {
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

    private ChangeQuery query(String epoch) {
        Instant now = Instant.now();
        return new ChangeQuery(
                hosts,
                packages,
                kinds(),
                moment("--since", since, epoch, now),
                moment("--until", until, epoch, now),
                ChangeQuery.LIMIT_MAX,
                null);
    }

    private static @Nullable Moment moment(String option, @Nullable String text, String epoch, Instant now) {
        try {
            return text == null ? null : Moments.parse(text, epoch, now);
        } catch (IllegalArgumentException e) {
            throw new Refusal(ExitCode.USAGE, option + ": " + e.getMessage());
        }
    }

    private Set<ChangeKind> kinds() {
        Set<ChangeKind> some = EnumSet.noneOf(ChangeKind.class);
        for (String name : kinds) {
            some.add(ChangeKind.named(name.toLowerCase(Locale.ROOT))
                    .orElseThrow(() -> new Refusal(
                            ExitCode.USAGE, "--kind: found \"" + name + "\"; must be one that --help names")));
        }
        return some;
    }

    private long most() {
        if (limit.equals(ALL)) {
            return Long.MAX_VALUE;
        }
        try {
            long number = Long.parseLong(limit);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // It is told below.
        }
        throw new Refusal(ExitCode.USAGE, "--limit: found \"" + limit + "\"; must be a number above 0, or all");
    }
}
