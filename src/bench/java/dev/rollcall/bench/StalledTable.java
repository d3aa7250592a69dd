package dev.rollcall.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What clients that read nothing do to a server and to the others: beside the same work without them. */
final class StalledTable {
    private static final Figure LATENCY = Figure.P99_MILLIS;
    private static final Figure GROWTH = Figure.RSS_GROWTH_MEBIBYTES;
    private static final Figure SOCKETS = Figure.TCP_KIBIBYTES_PER_STALLED;

    private final List<Row> rows;

    /** Those of {@link Theme#STALLED}. */
    StalledTable(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /** Markdown. */
    String text() {
        List<String> lines = new ArrayList<>(List.of(
                "### In short",
                "",
                "| server | p99 ms of paced, none stalled | p99 ms, some stalled | ratio"
                        + " | RSS growth MiB, none stalled | RSS growth MiB, some stalled | sockets KiB/stalled |",
                "|---|--:|--:|--:|--:|--:|--:|"));
        rows.stream().map(Row::contender).distinct().map(this::line).forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    private String line(String contender) {
        Summary calm = summary(row -> row.setting().stalled() == 0 && isPaced(row));
        Summary stalled = summary(row -> row.setting().stalled() > 0 && isPaced(row));
        Summary calmMemory = summary(row -> row.setting().stalled() == 0 && !isPaced(row));
        Summary stalledMemory = summary(row -> row.setting().stalled() > 0 && !isPaced(row));
        return Stream.of(
                        contender,
                        calm.shown(contender, LATENCY),
                        stalled.shown(contender, LATENCY),
                        Summary.shownRatio(stalled.ratio(contender, LATENCY, calm, contender)),
                        calmMemory.shown(contender, GROWTH),
                        stalledMemory.shown(contender, GROWTH),
                        stalledMemory.shown(contender, SOCKETS))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private Summary summary(Predicate<Row> which) {
        return new Summary("", rows.stream().filter(which).toList());
    }

    private static boolean isPaced(Row row) {
        return row.phase().startsWith("paced");
    }
}
