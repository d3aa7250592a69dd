package dev.rollcall.http;

import dev.rollcall.config.Units;
import dev.rollcall.history.ChangeJson;
import dev.rollcall.inventory.Asked;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.EntryKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is told of an entry to who asks for it alone, and not on the stream. Any thread.
 *
 * @param asked how an entry is asked about now; empty where nobody asks
 * @param lastGood when it was last read well; empty where that is not known
 */
public record Details(Function<EntryKey, Optional<Asked>> asked, Function<Entry, Optional<Instant>> lastGood) {

    /** Where nothing is asked. */
    public static Details none() {
        return new Details(key -> Optional.empty(), entry -> Optional.empty());
    }

    /** As member {@code probe} of the API. */
    JsonObject json(Entry entry) {
        JsonObject json = new JsonObject();
        asked.apply(entry.key()).ifPresent(found -> put(found, json));
        return json.put("lastGood", lastGood.apply(entry).map(ChangeJson::time).orElse(null));
    }

    private static void put(Asked asked, JsonObject json) {
        json.put("command", new JsonArray(asked.command()))
                .put("every", Units.text(asked.every()))
                .put("timeout", Units.text(asked.timeout()));
        asked.last()
                .ifPresent(last -> json.put("ran", ChangeJson.time(last.at()))
                        .put("outcome", last.outcome())
                        .put("tookMillis", last.took().toMillis()));
        asked.recent()
                .ifPresent(recent -> json.put(
                        "recent",
                        new JsonObject()
                                .put("runs", recent.runs())
                                .put("medianMillis", recent.median().toMillis())
                                .put("maxMillis", recent.longest().toMillis())));
    }
}
