package dev.rollcall.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a browser shows after the events that it heard: entries by host and package, and the id that it will come back with. */
public final class ModelBoard {
    private final NavigableMap<String, JsonObject> entries = new TreeMap<>();
    private String lastEventId = "";

    /** The whole state, as {@code /api/versions} tells it. */
    public static ModelBoard of(String versions) {
        JsonObject data = new JsonObject(versions);
        ModelBoard board = new ModelBoard();
        board.replaceAll(data);
        board.lastEventId = data.getString("epoch") + '-' + data.getLong("seq");
        return board;
    }

    /** Merges an event by the rules of the wire. */
    public void hear(SseSocket.Event event) {
        if (event.name().equals("versions")) {
            replaceAll(new JsonObject(event.data()));
        } else if (event.name().equals("change")) {
            new JsonObject(event.data()).getJsonArray("entries").forEach(this::merge);
        } else {
            return;
        }
        lastEventId = event.id();
    }

    /** What it knows, by {@code host/package}. */
    public NavigableMap<String, JsonObject> entries() {
        return entries;
    }

    /** Empty before the first event that has one. */
    public String lastEventId() {
        return lastEventId;
    }

    /** All that must be the same for everybody at the same id: everything but when entries were checked. */
    public String text() {
        return entries.values().stream().map(ModelBoard::text).collect(Collectors.joining("\n"));
    }

    /** An entry without the time of its last check. */
    public static String text(JsonObject entry) {
        JsonObject said = entry.copy();
        said.remove("checked");
        return said.encode();
    }

    /** Whether nothing is shown as it was before a restart any more. */
    public boolean isConfirmed() {
        return entries.values().stream().noneMatch(ModelBoard::isRevived);
    }

    /** Whether it is shown as it was before a restart, until its command has answered. */
    public static boolean isRevived(JsonObject entry) {
        return "stale".equals(entry.getString("status"))
                && entry.getString("reason", "").startsWith("not checked since Rollcall was started again");
    }

    /** Host and package in one. */
    public static String key(JsonObject entry) {
        return entry.getString("host") + '/' + entry.getString("package");
    }

    private void replaceAll(JsonObject data) {
        JsonArray all = data.getJsonArray("entries");
        entries.clear();
        all.forEach(this::merge);
    }

    private void merge(Object each) {
        JsonObject entry = (JsonObject) each;
        if (entry.getBoolean("removed", false)) {
            entries.remove(key(entry));
        } else {
            entries.put(key(entry), entry);
        }
    }
}
