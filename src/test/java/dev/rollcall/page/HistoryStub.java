package dev.rollcall.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Serves the page from its folder, under a prefix, with a history and a stream that a test writes. Thread-safe. */
final class HistoryStub implements AutoCloseable {
    /** All of the page's links are relative. */
    private static final String PREFIX = "/inner/place/";

    private static final Path WEB = Path.of("web");
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<OutputStream> streams = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile JsonArray entries = new JsonArray();
    private volatile List<JsonObject> changes = List.of();
    private volatile JsonArray notices = new JsonArray();
    private volatile JsonObject probe = new JsonObject().putNull("lastGood");
    private volatile int changesStatus = 200;
    private volatile String prelude = "";

    private HistoryStub(HttpServer server) {
        this.server = server;
    }

    static HistoryStub start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        HistoryStub stub = new HistoryStub(server);
        server.setExecutor(stub.threads);
        server.createContext(PREFIX, stub::answer);
        server.start();
        return stub;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PREFIX;
    }

    /** A script that runs before the page's own. */
    HistoryStub prelude(String script) {
        prelude = script;
        return this;
    }

    HistoryStub entries(JsonObject... all) {
        entries = new JsonArray(List.of(all));
        return this;
    }

    /** What the history has, newest first. */
    HistoryStub changes(List<JsonObject> newestFirst) {
        changes = List.copyOf(newestFirst);
        return this;
    }

    /** How every entry is asked about. */
    HistoryStub probe(JsonObject how) {
        probe = how;
        return this;
    }

    HistoryStub changesStatus(int status) {
        changesStatus = status;
        return this;
    }

    /** What the server has to say of itself. */
    HistoryStub notices(JsonObject... all) {
        notices = new JsonArray(List.of(all));
        return this;
    }

    /** The paths and queries that were asked for and contain {@code part}. */
    List<String> requests(String part) {
        return requests.stream().filter(path -> path.contains(part)).toList();
    }

    /** A `versions` event to each stream. */
    void sendVersions(String epoch) {
        send("versions", new JsonObject().put("epoch", epoch).put("seq", 1).put("entries", entries));
    }

    /** A `change` event to each stream. */
    void sendChange(JsonObject entry) {
        send("change", new JsonObject().put("seq", 2).put("entries", new JsonArray().add(entry)));
    }

    /** A `time` event to each stream. */
    void sendTime(Instant time) {
        send("time", new JsonObject().put("epochMillis", time.toEpochMilli()));
    }

    private void send(String event, JsonObject data) {
        streams.forEach(stream -> write(stream, event, data));
    }

    private static void write(OutputStream stream, String event, JsonObject data) {
        try {
            stream.write(("event: " + event + "\ndata: " + data.encode() + "\n\n").getBytes(StandardCharsets.UTF_8));
            stream.flush();
        } catch (IOException e) {
            // The page has gone: there is nobody to tell.
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        String path = uri.getRawPath().substring(PREFIX.length());
        requests.add(uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery());
        if (path.equals("events")) {
            stream(exchange);
        } else if (path.equals("api/changes")) {
            json(exchange, changesStatus, changesOf(uri));
        } else if (path.startsWith("api/versions/")) {
            String[] names = uri.getPath().substring(PREFIX.length()).split("/");
            json(exchange, 200, packageOf(names[2], names[3]));
        } else if (path.equals("api/checked")) {
            json(exchange, 200, new JsonObject().put("hosts", new JsonObject()));
        } else if (path.equals("api/notices")) {
            json(exchange, 200, new JsonObject().put("notices", notices));
        } else {
            file(exchange, path.isEmpty() ? "index.html" : path);
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream stream = exchange.getResponseBody();
        write(
                stream,
                "versions",
                new JsonObject().put("epoch", "a").put("seq", 1).put("entries", entries));
        write(stream, "time", new JsonObject().put("epochMillis", System.currentTimeMillis()));
        streams.add(stream);
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private JsonObject changesOf(URI uri) {
        Map<String, String> query = Stream.of(uri.getQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        String since = query.getOrDefault("since", "");
        int from = Integer.parseInt(query.getOrDefault("cursor", "0"));
        int limit = Integer.parseInt(query.get("limit"));
        List<JsonObject> found = changes.stream()
                .filter(change -> change.getString("time").compareTo(since) >= 0)
                .toList();
        int to = Math.min(found.size(), from + limit);
        JsonObject page = new JsonObject().put("changes", new JsonArray(found.subList(from, to)));
        return to < found.size() ? page.put("next", Integer.toString(to)) : page;
    }

    private JsonObject packageOf(String host, String name) {
        List<JsonObject> its = changes.stream()
                .filter(change -> change.getString("host").equals(host))
                .filter(change -> change.getString("package").equals(name))
                .toList();
        JsonObject found = new JsonObject().put("history", new JsonArray(its));
        entries.stream()
                .map(JsonObject.class::cast)
                .filter(entry -> entry.getString("host").equals(host))
                .filter(entry -> entry.getString("package").equals(name))
                .findFirst()
                .ifPresent(entry -> found.put("entry", entry).put("probe", probe));
        return found;
    }

    private void file(HttpExchange exchange, String path) throws IOException {
        Path file = WEB.resolve(path);
        if (!Files.isRegularFile(file)) {
            respond(exchange, 404, "text/plain", "");
            return;
        }
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        String text = Files.readString(file);
        respond(exchange, 200, type, text.replace("<head>", "<head><script>" + prelude + "</script>"));
    }

    private static void json(HttpExchange exchange, int status, JsonObject body) throws IOException {
        respond(exchange, status, "application/json", body.encode());
    }

    private static void respond(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
