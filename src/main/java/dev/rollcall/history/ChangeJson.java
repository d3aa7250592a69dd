package dev.rollcall.history;

import dev.rollcall.history.Comparison.Difference;
import dev.rollcall.history.Comparison.Point;
import dev.rollcall.inventory.ChangeKind;
import dev.rollcall.inventory.Subject;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Changes and differences as JSON: the same members in the API and on the command line. Stateless; any thread. */
public final class ChangeJson {
    private ChangeJson() {}

    /** A change. A version is a string or null, never a number: 1.10 is not 1.1. */
    public static JsonObject of(RecordedChange change) {
        JsonObject json = new JsonObject().put("seq", change.seq()).put("time", time(change.at()));
        add(json, change.subject(), change.kind(), change.from(), change.to());
        return change.reason() == null ? json : json.put("reason", change.reason());
    }

    /** A difference between two moments. */
    public static JsonObject of(Difference difference) {
        JsonObject json = new JsonObject();
        add(json, difference.subject(), difference.kind(), difference.from(), difference.to());
        return json;
    }

    /** A moment. */
    public static JsonObject of(Point point) {
        JsonObject json = new JsonObject().put("seq", point.seq());
        return point.time() == null ? json : json.put("time", time(point.time()));
    }

    /** ISO 8601 in UTC, to the millisecond. */
    public static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static void add(
            JsonObject json, Subject subject, ChangeKind kind, @Nullable String from, @Nullable String to) {
        json.put("host", subject.key().host())
                .put("package", subject.key().packageName())
                .put("label", subject.label())
                .put("category", subject.category())
                .put("kind", kind.wireName())
                .put("from", from)
                .put("to", to);
    }
}
