package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Script;
import dev.rollcall.testing.SseSocket;
import dev.rollcall.testing.SseSocket.Event;
import dev.rollcall.testing.TestServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that come back with every kind of {@code Last-Event-ID} while versions change: each ends up with what
 * {@code /api/versions} says. {@code -Dreconnect.seed=…} draws others.
 */
class ReconnectTest {
    private static final long SEED = Long.getLong("reconnect.seed", 20_261_122L);
    private static final int RECONNECTS = 1_000;
    private static final int PACKAGES = 8;
    /** A version changes once in so many reconnects. */
    private static final int CHANGE_EVERY = 10;
    /** What was known at points of the past; some of them are old. */
    private static final int KNOWN_MAX = 50;
    /** Vert.x takes 8 KiB of headers and 4 KiB of a request line. */
    private static final int HEADER_CHARS = 7_000;

    private static final int QUERY_CHARS = 3_500;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Client> known = new ArrayList<>();
    private final List<Script> scripts = new ArrayList<>();

    /** What a client knows, and the id it has it from. */
    private record Client(String id, Map<String, JsonObject> entries) {}

    /** A way to say a {@code Last-Event-ID}; {@code client} is who says it. */
    private record Request(String path, String[] headers, Client client) {}

    @Test
    void everyClientIsBroughtLevelWhateverItSaysItKnows() throws Exception {
        IntStream.range(0, PACKAGES).forEach(i -> scripts.add(Script.in(folder, "p" + i, "echo p 1.0")));
        try (TestServer server = new TestServer(config())) {
            known.add(new Client("", Map.of()));
            for (int i = 0; i < RECONNECTS; i++) {
                if (i % CHANGE_EVERY == 0) {
                    change(i);
                }
                Request request = request();
                String what = "seed %d, reconnect %d: %s %s"
                        .formatted(SEED, i, request.path(), String.join(" | ", request.headers()));
                try (SseSocket stream = SseSocket.open(server.address(), request.path(), request.headers())) {
                    assertThat(stream.status()).as(what).isEqualTo(200);
                    remember(level(stream, request.client(), server.address(), what));
                } catch (IOException e) {
                    throw new AssertionError(what, e);
                }
            }
        }
    }

    @Test
    void aRequestThatHttpItselfForbidsIsRefusedAndTheNextIsServed() throws Exception {
        IntStream.range(0, PACKAGES).forEach(i -> scripts.add(Script.in(folder, "p" + i, "echo p 1.0")));
        try (TestServer server = new TestServer(config())) {
            for (String header : List.of("a\u0000b-1", "a\u0001-1", "x".repeat(9_000), "a\rb")) {
                try (SseSocket refused = SseSocket.open(server.address(), "/events", "Last-Event-ID: " + header)) {
                    assertThat(refused.status()).isIn(200, 400, 431);
                }
                try (SseSocket served = SseSocket.open(server.address(), "/events")) {
                    assertThat(served.next().name()).isEqualTo("versions");
                }
            }
        }
    }

    /** Reads on until the client knows what the API says at that moment. */
    private Client level(SseSocket stream, Client before, URI server, String what) throws Exception {
        Map<String, JsonObject> entries = new HashMap<>(before.entries());
        String id = before.id();
        boolean greeted = false;
        while (true) {
            Event event = stream.next();
            JsonObject data = new JsonObject(event.data());
            if (event.name().equals("versions")) {
                entries.clear();
            }
            if (event.name().equals("versions") || event.name().equals("change")) {
                put(data.getJsonArray("entries"), entries);
                id = event.id();
            }
            greeted |= event.name().equals("time");
            JsonObject now = greeted ? api(server) : new JsonObject();
            if (greeted && id.equals(now.getString("epoch") + '-' + now.getLong("seq"))) {
                Map<String, JsonObject> expected = new HashMap<>();
                put(now.getJsonArray("entries"), expected);
                assertThat(entries).as(what).isEqualTo(expected);
                return new Client(id, entries);
            }
        }
    }

    private Request request() {
        Client client = known.get(random.nextInt(known.size()));
        String id = random.nextInt(2) == 0 ? client.id() : hostile(client.id());
        // Whoever says nothing that is known gets everything, and what it thought it knew must not matter.
        return switch (random.nextInt(4)) {
            case 0 -> new Request("/events?lastEventId=" + encoded(id), new String[0], client);
            case 1 ->
                new Request(
                        "/events?lastEventId=garbage-1",
                        new String[] {header(id), "last-event-id: " + "y".repeat(random.nextInt(100))},
                        client);
            default -> new Request("/events", new String[] {header(id)}, client);
        };
    }

    private String hostile(String id) {
        int dash = id.lastIndexOf('-');
        String epoch = dash < 0 ? "e" : id.substring(0, dash);
        return switch (random.nextInt(12)) {
            case 0 -> "";
            case 1 -> "other-" + random.nextInt(100);
            case 2 -> epoch + "-" + (1_000_000 + random.nextInt());
            case 3 -> epoch + "--1";
            case 4 -> epoch + "-9223372036854775808";
            case 5 -> epoch + "-99999999999999999999999999";
            case 6 -> "z".repeat(1 + random.nextInt(HEADER_CHARS));
            case 7 -> epoch + "-" + "1".repeat(1 + random.nextInt(HEADER_CHARS));
            case 8 -> "\u00e9\uD83D\uDC18-1";
            case 9 -> id + "\u0000\n\r\u001b" + "x";
            case 10 -> " " + epoch + "- 1 ";
            default -> epoch + "-0" + random.nextInt(100);
        };
    }

    private static String header(String id) {
        // A line end or a NUL would be another request: those are for the query.
        return "Last-Event-ID: " + id.replaceAll("[\\x00-\\x1f]", "");
    }

    private static String encoded(String id) {
        String text = URLEncoder.encode(id, StandardCharsets.UTF_8);
        return text.length() > QUERY_CHARS ? text.substring(0, QUERY_CHARS) : text;
    }

    private void change(int round) {
        Script script = scripts.get(random.nextInt(scripts.size()));
        script.replace(random.nextInt(5) == 0 ? "echo broken >&2; exit 3" : "echo p 1." + round);
    }

    private void remember(Client client) {
        if (known.size() < KNOWN_MAX) {
            known.add(client);
        } else {
            known.set(random.nextInt(KNOWN_MAX), client);
        }
    }

    private JsonObject api(URI server) throws Exception {
        HttpRequest get =
                HttpRequest.newBuilder(server.resolve("/api/versions")).build();
        return new JsonObject(
                http.send(get, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** All but when an entry was checked, which moves without a change. */
    private static void put(JsonArray changed, Map<String, JsonObject> entries) {
        for (Object each : changed) {
            JsonObject entry = ((JsonObject) each).copy();
            entry.remove("checked");
            entries.put(entry.getString("host") + ' ' + entry.getString("package"), entry);
        }
    }

    private String config() {
        String packages = IntStream.range(0, PACKAGES)
                .mapToObj(i -> "{ \"name\": \"p%d\", \"command\": \"%s/p%d\" }".formatted(i, folder, i))
                .collect(Collectors.joining(","));
        return "{ \"stream\": { \"time\": \"100ms\" }, \"collect\": { \"every\": \"100ms\", \"discover\": false },"
                + " \"packages\": [ %s ] }".formatted(packages);
    }
}
