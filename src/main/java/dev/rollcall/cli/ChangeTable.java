package dev.rollcall.cli;

import dev.rollcall.history.RecordedChange;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Changes as lines whose columns stand under each other: time, host, package, kind, versions, reason. Columns grow with what
 * was printed so far, so that nobody waits for the last line. One thread.
 */
final class ChangeTable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final String GAP = "  ";
    /** On a terminal, no column but the last takes more, so that there is room for the last. */
    private static final int CELL_CHARS_MAX = 44;
    /** Far longer than anything that a person reads in a table. */
    private static final int TEXT_CHARS_MAX = 2_000;

    private final ZoneId zone;
    private final boolean withHost;
    private final OptionalInt columns;
    private final List<Integer> widths = new ArrayList<>();

    /**
     * A table.
     *
     * @param withHost whether there is a column for the host
     * @param columns of the terminal; empty to cut nothing off
     */
    ChangeTable(ZoneId zone, boolean withHost, OptionalInt columns) {
        this.zone = zone;
        this.withHost = withHost;
        this.columns = columns;
    }

    /** The next lines. */
    List<String> lines(List<RecordedChange> changes) {
        List<List<String>> rows = changes.stream().map(this::cells).toList();
        rows.forEach(this::widen);
        return rows.stream().map(this::line).toList();
    }

    private List<String> cells(RecordedChange change) {
        List<String> cells = new ArrayList<>();
        cells.add(TIME.format(change.at().atZone(zone)));
        if (withHost) {
            cells.add(cell(change.subject().key().host()));
        }
        cells.add(cell(change.subject().key().packageName()));
        cells.add(change.kind().wireName());
        cells.add(cell(versions(change)));
        cells.add(change.reason() == null ? "" : Visible.line(change.reason(), TEXT_CHARS_MAX));
        return cells;
    }

    private static String versions(RecordedChange change) {
        String from = change.from();
        String to = change.to();
        if (from != null && to != null && !from.equals(to)) {
            return from + " → " + to;
        }
        // Of what is gone, the version that it had.
        return to != null ? to : Objects.requireNonNullElse(from, "");
    }

    private String cell(String text) {
        String shown = Visible.line(text, TEXT_CHARS_MAX);
        return columns.isPresent() ? cut(shown, CELL_CHARS_MAX) : shown;
    }

    private void widen(List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            int width = length(cells.get(i));
            if (i == widths.size()) {
                widths.add(width);
            } else if (width > widths.get(i)) {
                widths.set(i, width);
            }
        }
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(cells.get(i))
                    .append(" ".repeat(widths.get(i) - length(cells.get(i))))
                    .append(GAP);
        }
        String whole = line.toString().stripTrailing();
        return columns.isPresent() ? cut(whole, columns.getAsInt()) : whole;
    }

    private static String cut(String text, int charsMax) {
        if (length(text) <= charsMax) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, charsMax - 1)) + '…';
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
