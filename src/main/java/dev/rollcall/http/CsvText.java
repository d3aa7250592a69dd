package dev.rollcall.http;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.rollcall.history.ChangeJson;
import dev.rollcall.history.Comparison.Difference;
import dev.rollcall.history.RecordedChange;
import dev.rollcall.inventory.ChangeKind;
import dev.rollcall.inventory.Subject;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tables as CSV, RFC 4180, with a header line; what is not known is an empty field. Versions, names and reasons come from
 * programs and are opened in spreadsheets: where one would see a formula there is a {@code '} before it (OWASP, CSV
 * injection). Who wants the exact values asks for JSON. Stateless; any thread.
 */
final class CsvText {
    /**
     * Where a formula would begin: at the start of a field, full-width signs too, and behind what separates fields and lines
     * for a spreadsheet that knows another separator than the comma and heeds no quotes then.
     */
    private static final Pattern FORMULA = Pattern.compile("(?<=^|[;|\"\\t\\r\\n])(?=[=+@＝＋－＠-])|^(?=[\\t\\r\\n])");

    private static final List<String> SUBJECT = List.of("host", "package", "label", "category", "kind", "from", "to");

    private CsvText() {}

    /** One line a change. */
    static String changes(List<RecordedChange> changes) {
        StringWriter text = new StringWriter();
        CsvWriter csv = begin(text);
        List<String> header = new ArrayList<>(List.of("seq", "time"));
        header.addAll(SUBJECT);
        header.add("reason");
        csv.writeRecord(header);
        for (RecordedChange change : changes) {
            List<@Nullable String> line = new ArrayList<>();
            line.add(Long.toString(change.seq()));
            line.add(ChangeJson.time(change.at()));
            line.addAll(subject(change.subject(), change.kind(), change.from(), change.to()));
            line.add(change.reason());
            write(csv, line);
        }
        return text.toString();
    }

    /** One line a difference. */
    static String differences(List<Difference> differences) {
        StringWriter text = new StringWriter();
        CsvWriter csv = begin(text);
        csv.writeRecord(SUBJECT);
        for (Difference one : differences) {
            write(csv, subject(one.subject(), one.kind(), one.from(), one.to()));
        }
        return text.toString();
    }

    private static CsvWriter begin(StringWriter text) {
        return CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .bufferSize(0)
                .build(text);
    }

    private static List<@Nullable String> subject(
            Subject subject, ChangeKind kind, @Nullable String from, @Nullable String to) {
        return Arrays.asList(
                subject.key().host(),
                subject.key().packageName(),
                subject.label(),
                subject.category(),
                kind.wireName(),
                from,
                to);
    }

    private static void write(CsvWriter csv, List<@Nullable String> fields) {
        csv.writeRecord(fields.stream().map(CsvText::harmless).toList());
    }

    private static String harmless(@Nullable String field) {
        return field == null ? "" : FORMULA.matcher(field).replaceAll("'");
    }
}
