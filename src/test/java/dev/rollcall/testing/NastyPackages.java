package dev.rollcall.testing;

import dev.rollcall.testing.EventStreamParser.Dispatched;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A configuration whose packages have the worst labels, versions and reasons that it lets through; and what a client that
 * follows their stream knows.
 */
public final class NastyPackages {
    /** Line ends of Unicode, a byte order mark, blanks, colons and fields of an event stream. */
    public static final List<String> LABELS = List.of(
            "\uFEFFmarked",
            "line\u2028separated",
            "paragraph\u2029separated",
            " spaced ",
            ": comment",
            "data: x",
            "🐘🐘",
            "\"quoted\\",
            "</script>",
            "retry: 1");

    /** Told one after the other by the one package that changes. */
    public static final List<String> VERSIONS =
            List.of("1.0 data: x", ": 2.0", "3.0 🐘", "4.0 \\\"\\n", "5.0 id: 9", "é 6.0", "7.0");

    /** A program that is not there, whose name is in the reason. */
    public static final String PROGRAM = "/nowhere/a\r\n\n\rdata: b\n\nid: 9\n\u2028\u0085🐘\uFEFF";

    private final Script script;

    /** Writes its programs to {@code folder}. */
    public NastyPackages(Path folder) {
        script = Script.in(folder, "changing", print("0.1"));
    }

    /** Each label, one package that changes and one that is missing. */
    public String config() {
        JsonArray packages = new JsonArray();
        for (int i = 0; i < LABELS.size(); i++) {
            packages.add(new JsonObject()
                    .put("name", "p" + i)
                    .put("label", LABELS.get(i))
                    .put("category", LABELS.get(LABELS.size() - 1 - i))
                    .put("command", new JsonArray(List.of("echo", "p" + i + " 1." + i))));
        }
        packages.add(new JsonObject()
                .put("name", "changing")
                .put("command", script.path().toString())
                .put("every", "200ms")
                .put("pattern", "v=(?P<version>.*)"));
        packages.add(new JsonObject().put("name", "gone").put("command", new JsonArray(List.of(PROGRAM))));
        return new JsonObject()
                .put("http", new JsonObject().put("drain", "100ms"))
                .put("stream", new JsonObject().put("time", "200ms").put("retry", "100ms"))
                .put("collect", new JsonObject().put("every", "1h").put("discover", false))
                .put("packages", packages)
                .encode();
    }

    /** Installs another version of the package that changes. */
    public void change(String version) {
        script.replace(print(version));
    }

    /**
     * A stream that was opened when all packages were known, and has been told everything and the time: whoever joins after it
     * is told the same changes.
     */
    public static Recording settled(URI server, String... headers) throws IOException {
        try (Recording first = Recording.open(server, "/events")) {
            first.until(events -> board(events).isWhole());
        }
        return Recording.open(server, "/events", headers)
                .until(events -> events.stream().anyMatch(event -> event.type().equals("time")));
    }

    private static String print(String version) {
        return "cat <<'END'\nv=" + version + "\nEND";
    }

    /** What {@code events} tell whoever follows them, as the page does. */
    public static Board board(List<Dispatched> events) {
        Map<String, JsonObject> entries = new TreeMap<>();
        for (Dispatched event : events) {
            if (event.type().equals("versions")) {
                entries.clear();
            }
            if (event.type().equals("versions") || event.type().equals("change")) {
                put(new JsonObject(event.data()), entries);
            }
        }
        return new Board(entries);
    }

    /** What {@code /api/versions} tells. */
    public static Board board(JsonObject versions) {
        Map<String, JsonObject> entries = new TreeMap<>();
        put(versions, entries);
        return new Board(entries);
    }

    private static void put(JsonObject told, Map<String, JsonObject> entries) {
        for (Object entry : told.getJsonArray("entries")) {
            JsonObject one = ((JsonObject) entry).copy();
            // That an entry was looked at again is no change.
            one.remove("checked");
            entries.put(one.getString("package"), one);
        }
    }

    /** Entries by package, without when they were checked last. */
    public record Board(Map<String, JsonObject> entries) {

        /** Whether every package has been told. */
        public boolean isWhole() {
            return entries.size() == LABELS.size() + 2;
        }

        /** Whether the package that changes has this version. */
        public boolean hasVersion(String version) {
            JsonObject changing = entries.getOrDefault("changing", new JsonObject());
            return version.equals(changing.getString("version"));
        }

        /** The values of one member of all entries. */
        public Set<String> texts(String member) {
            return entries.values().stream()
                    .filter(entry -> entry.containsKey(member))
                    .map(entry -> entry.getString(member))
                    .collect(Collectors.toSet());
        }
    }
}
