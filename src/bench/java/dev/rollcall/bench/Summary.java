package dev.rollcall.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * The rows that measured the same thing, over all contenders and rounds.
 *
 * @param title what was measured
 * @param rows of one setting
 */
record Summary(String title, List<Row> rows) {
    Summary {
        rows = List.copyOf(rows);
    }

    /** Who is in it, in the order in which they were measured. */
    List<String> contenders() {
        return rows.stream().map(Row::contender).distinct().toList();
    }

    Setting setting() {
        return rows.get(0).setting();
    }

    boolean has(Figure figure) {
        return rows.stream().anyMatch(row -> row.figures().has(figure));
    }

    /** Over all rounds; NaN when it was not measured. */
    double median(String contender, Figure figure) {
        return median(rows.stream()
                .filter(row -> row.contender().equals(contender))
                .mapToDouble(row -> row.figures().get(figure)));
    }

    /** To what the floor gave in the same round: the median of that over the rounds. */
    double ratio(String contender, Figure figure) {
        return ratio(contender, figure, this, Contender.FLOOR);
    }

    /** To what {@code other} gave in the same round of {@code reference}: the median of that over the rounds. */
    double ratio(String contender, Figure figure, Summary reference, String other) {
        return median(rows.stream()
                .mapToInt(Row::round)
                .distinct()
                .mapToDouble(round -> round(round).median(contender, figure)
                        / reference.round(round).median(other, figure)));
    }

    /** The median as it is printed. */
    String shown(String contender, Figure figure) {
        return figure.shown(median(contender, figure));
    }

    /** A ratio as it is printed. */
    static String shownRatio(double ratio) {
        return Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "×%.2f", ratio);
    }

    private Summary round(int number) {
        return new Summary(
                title, rows.stream().filter(row -> row.round() == number).toList());
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.filter(Double::isFinite).sorted().toArray();
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1
                ? sorted[half]
                : Arrays.stream(sorted, half - 1, half + 1).average().orElseThrow();
    }
}
