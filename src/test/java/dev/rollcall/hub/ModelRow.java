package dev.rollcall.hub;

import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Snapshot;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client knows of one entry. All but when it was checked, which moves without a change. */
record ModelRow(
        @Nullable String version,
        String status,
        String category,
        @Nullable String reason,
        long seq) {

    /** As the wire says it. */
    static ModelRow of(JsonObject entry) {
        return new ModelRow(
                entry.getString("version"),
                entry.getString("status"),
                entry.getString("category"),
                entry.getString("reason"),
                entry.getLong("seq"));
    }

    static EntryKey key(JsonObject entry) {
        return new EntryKey(entry.getString("host"), entry.getString("package"));
    }

    /** All of {@code state} that somebody with {@code filter} knows who missed nothing. */
    static Map<EntryKey, ModelRow> all(Snapshot state, Filter filter) {
        Map<EntryKey, ModelRow> rows = new HashMap<>();
        for (Entry entry : state.entries()) {
            if (isOneOf(filter.packages(), entry.key().packageName())
                    && isOneOf(filter.hosts(), entry.key().host())
                    && isOneOf(filter.categories(), entry.subject().category())) {
                rows.put(entry.key(), of(entry));
            }
        }
        return rows;
    }

    private static ModelRow of(Entry entry) {
        return new ModelRow(
                entry.version(),
                entry.status().wireName(),
                entry.subject().category(),
                entry.reason() == null ? null : entry.reason().text(),
                entry.seq());
    }

    private static boolean isOneOf(Set<String> names, String name) {
        return names.isEmpty() || names.contains(name);
    }
}
