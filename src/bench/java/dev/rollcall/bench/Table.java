package dev.rollcall.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One table of the report: one thing that was measured, a line for each setting and contender. */
final class Table {
    /** The rest speaks for itself, or is nothing to be proud of. */
    private static final Set<Figure> WITH_RATIO = Set.of(
            Figure.CPU_SECONDS_PER_MILLION,
            Figure.DELIVERIES_PER_SECOND,
            Figure.P50_MILLIS,
            Figure.P99_MILLIS,
            Figure.SPREAD_MILLIS,
            Figure.CONNECTS_PER_SECOND,
            Figure.CPU_MICROS_PER_CONNECT);
    /** In the file of results only. */
    private static final Set<Figure> HIDDEN = Set.of(Figure.SECONDS, Figure.LATE, Figure.DELIVERED, Figure.MAX_MILLIS);

    private final List<Summary> summaries;
    private final List<Figure> columns;

    /** All {@code summaries} have the same title. */
    Table(List<Summary> summaries) {
        this.summaries = List.copyOf(summaries);
        this.columns = Stream.of(Figure.values())
                .filter(figure -> !HIDDEN.contains(figure) && summaries.stream().anyMatch(one -> one.has(figure)))
                .toList();
    }

    /** Markdown. */
    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("### " + summaries.get(0).title());
        lines.add("");
        lines.add(line(
                Stream.concat(Stream.of("clients", "server"), columns.stream().map(Figure::title))));
        lines.add("|---|---|" + "--:|".repeat(columns.size()));
        summaries.stream().map(this::lines).forEach(lines::addAll);
        return String.join("\n", lines) + "\n";
    }

    private Collection<String> lines(Summary summary) {
        return summary.contenders().stream()
                .map(contender -> line(Stream.concat(
                        Stream.of(summary.setting().clients(), contender),
                        columns.stream().map(column -> cell(summary, contender, column)))))
                .toList();
    }

    private static String cell(Summary summary, String contender, Figure figure) {
        String shown = summary.shown(contender, figure);
        double ratio = WITH_RATIO.contains(figure) ? summary.ratio(contender, figure) : Double.NaN;
        return Double.isNaN(ratio) || contender.equals(Contender.FLOOR)
                ? shown
                : shown + " (" + Summary.shownRatio(ratio) + ")";
    }

    private static String line(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| ", " |"));
    }
}
