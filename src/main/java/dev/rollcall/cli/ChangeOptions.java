package dev.rollcall.cli;

import dev.rollcall.history.ChangeQuery;
import dev.rollcall.history.Moment;
import dev.rollcall.history.Moments;
import dev.rollcall.inventory.ChangeKind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Which changes are wanted: the same choices as those of {@code /api/changes}. */
final class ChangeOptions {
    private static final String ALL = "all";

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

    /**
     * The changes that are wanted of a history with the numbering {@code epoch}.
     *
     * @throws Refusal when an option says something that cannot be done
     */
    ChangeQuery query(String epoch) {
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

    /**
     * How many of them at most.
     *
     * @throws Refusal when the option is no number
     */
    long most() {
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
