package dev.rollcall.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Markdown of everything that was measured: medians over the rounds, and ratios to the floor in the same rounds. */
final class Report {
    private static final Map<Theme, String> TITLES = Map.of(
            Theme.FAN_OUT, "HTTP/1.1, one connection per client",
            Theme.STORM, "A storm of clients, to a cold server and to one that warmed up before it listened",
            Theme.STALLED, "A tenth of the clients reads nothing (figures are those of the others)",
            Theme.HTTP2, "HTTP/2, many streams to a connection");

    private final String head;
    private final List<Row> rows;

    /** {@code head} says what machine it was, and how it was asked. */
    Report(String head, List<Row> rows) {
        this.head = head;
        this.rows = List.copyOf(rows);
    }

    String text() {
        StringBuilder text = new StringBuilder(head);
        for (Theme theme : Theme.values()) {
            List<Table> tables = tables(theme);
            if (!tables.isEmpty()) {
                text.append("\n## ").append(TITLES.get(theme)).append('\n');
            }
            tables.forEach(table -> text.append('\n').append(table.text()));
            if (theme == Theme.STALLED && !tables.isEmpty()) {
                text.append('\n').append(new StalledTable(measured(theme)).text());
            }
        }
        return text.append(errors()).toString();
    }

    private List<Table> tables(Theme theme) {
        Map<String, List<Row>> byTitle = measured(theme).stream()
                .collect(Collectors.groupingBy(Row::title, LinkedHashMap::new, Collectors.toList()));
        List<Table> tables = new ArrayList<>();
        byTitle.forEach((title, same) -> tables.add(new Table(summaries(title, same))));
        return tables;
    }

    private List<Row> measured(Theme theme) {
        return rows.stream()
                .filter(row -> row.setting().theme() == theme)
                .filter(row -> !row.title().isEmpty() && row.error().isEmpty())
                .toList();
    }

    private static List<Summary> summaries(String title, List<Row> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(Row::setting, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(same -> new Summary(title, same))
                .toList();
    }

    private String errors() {
        String lines = rows.stream()
                .filter(row -> !row.error().isEmpty())
                .map(row -> "- round " + row.round() + ", " + row.contender() + ", "
                        + row.setting().theme() + ", " + row.setting().clients() + ", " + row.phase() + ": "
                        + row.error() + "\n")
                .collect(Collectors.joining());
        return lines.isEmpty() ? "" : "\n## Errors\n\n" + lines;
    }
}
