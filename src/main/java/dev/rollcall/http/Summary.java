package dev.rollcall.http;

import dev.rollcall.history.ChangeJson;
import dev.rollcall.hub.Filter;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Status;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of the board in one flat object, for portals that show a few of them and follow no paths. Every member is
 * always there: what is not known is null. Pure.
 */
final class Summary {
    private static final Duration RECENT = Duration.ofHours(24);

    private Summary() {}

    /** Of what {@code filter} passes, counted at {@code now}. */
    static JsonObject of(Snapshot state, Filter filter, Instant now) {
        List<Entry> entries = state.entries().stream().filter(filter::passes).toList();
        JsonObject summary = new JsonObject()
                .put("entries", entries.size())
                .put("packages", distinct(entries, entry -> entry.key().packageName()))
                .put("hosts", distinct(entries, entry -> entry.key().host()));
        for (Status status : Status.values()) {
            summary.put(
                    status.wireName(),
                    entries.stream().filter(entry -> entry.status() == status).count());
        }
        // As the page counts: what is new to the board has changed nothing.
        List<Entry> changed =
                entries.stream().filter(entry -> entry.previous() != null).toList();
        Instant recent = now.minus(RECENT);
        summary.put(
                "changed24h",
                changed.stream().filter(entry -> entry.since().isAfter(recent)).count());
        last(
                summary,
                changed.stream()
                        .max(Comparator.comparing(Entry::since).thenComparing(Entry::seq))
                        .orElse(null));
        return summary.put("time", ChangeJson.time(now)).put("seq", state.seq());
    }

    private static void last(JsonObject summary, @Nullable Entry last) {
        summary.put("lastChange", last == null ? null : ChangeJson.time(last.since()))
                .put("lastChangeHost", last == null ? null : last.key().host())
                .put("lastChangePackage", last == null ? null : last.key().packageName())
                .put("lastChangeFrom", last == null ? null : last.previous())
                .put("lastChangeTo", last == null ? null : last.version());
    }

    private static long distinct(List<Entry> entries, Function<Entry, String> name) {
        return entries.stream().map(name).distinct().count();
    }
}
