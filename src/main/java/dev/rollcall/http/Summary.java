package dev.rollcall.http;

import dev.rollcall.history.ChangeJson;
import dev.rollcall.hub.Filter;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.Reason;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Status;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
        Instant recent = now.minus(RECENT);
        summary.put(
                "changed24h",
                entries.stream().filter(entry -> changed(entry).isAfter(recent)).count());
        last(summary, entries);
        return summary.put("time", ChangeJson.time(now)).put("seq", state.seq());
    }

    /** The last time that a version came or became another one: a package that fails has changed, its version has not. */
    private static void last(JsonObject summary, List<Entry> entries) {
        Optional<Entry> last = entries.stream()
                .filter(entry -> entry.version() != null)
                .max(Comparator.comparing(Entry::since).thenComparing(Entry::seq));
        summary.put(
                        "lastChange",
                        last.map(entry -> ChangeJson.time(entry.since())).orElse(null))
                .put("lastChangeHost", last.map(entry -> entry.key().host()).orElse(null))
                .put(
                        "lastChangePackage",
                        last.map(entry -> entry.key().packageName()).orElse(null))
                .put("lastChangeFrom", last.map(Entry::previous).orElse(null))
                .put("lastChangeTo", last.map(Entry::version).orElse(null));
    }

    /** When its version or its status became what it is. */
    private static Instant changed(Entry entry) {
        Reason reason = entry.reason();
        return reason == null || reason.since().isBefore(entry.since()) ? entry.since() : reason.since();
    }

    private static long distinct(List<Entry> entries, Function<Entry, String> name) {
        return entries.stream().map(name).distinct().count();
    }
}
