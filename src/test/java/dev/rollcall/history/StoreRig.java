package dev.rollcall.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** A whole server with one package, whose version the test installs, and whatever may happen to the file of its history. */
final class StoreRig implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Far less than what a commit may take that hangs, and far more than a busy machine needs for a tenth of a second. */
    private static final Duration SILENCE_MAX = Duration.ofMillis(2_500);

    private static final String CONFIG = """
            { "stream": { "time": "100ms" }, "history": { "file": "%2$s" },
              "collect": { "discover": false, "watch": false, "host": "h", "every": "100ms" },
              "packages": [ { "name": "it", "command": ["cat", "%1$s/it"], "pattern": "(?<version>[0-9.]+)" },
                            { "name": "fixed", "command": ["echo", "7.7.7"], "pattern": "(?<version>[0-9.]+)" } ] }
            """;

    private final Path folder;
    private final Path database;
    private final HttpClient http = HttpClient.newHttpClient();
    private TestServer server;
    private StayingClient client;
    private boolean isRunning;

    /** Starts, with {@code version} installed. */
    StoreRig(Path folder, Path database, String version) throws Exception {
        this.folder = folder;
        this.database = database;
        install(version);
        start();
        client.awaitVersion("it", version);
    }

    void start() throws Exception {
        server = new TestServer(CONFIG.formatted(folder, database));
        client = new StayingClient(server.address());
        isRunning = true;
    }

    /** In good order; the client must have been told the time all the while. */
    void stop() throws Exception {
        assertThat(client.longestSilence()).isLessThan(SILENCE_MAX);
        close();
    }

    /** Installs a version, and waits until a client sees it. */
    void see(String version) throws IOException {
        install(version);
        client.awaitVersion("it", version);
    }

    private void install(String version) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), version + "\n");
        Files.move(next, folder.resolve("it"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Waits until the server says that it is ready, and that its history is like this. */
    void awaitHistory(String state, String reason) {
        List<String> said = new ArrayList<>();
        assertThat(Eventually.holds(PATIENCE, () -> {
                    JsonObject history = history();
                    said.add(history.encode());
                    return history.getString("state").equals(state)
                            && history.getString("reason", "").contains(reason);
                }))
                .as(() -> state + " \"" + reason + "\", but " + said.get(said.size() - 1))
                .isTrue();
    }

    private JsonObject history() {
        HttpResponse<String> ready = get("health/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        return new JsonObject(ready.body())
                .getJsonArray("checks").stream()
                        .map(JsonObject.class::cast)
                        .filter(check -> check.getString("id").equals("history"))
                        .findFirst()
                        .orElseThrow()
                        .getJsonObject("data");
    }

    /** What {@code /api/versions} says of a package. */
    JsonObject entry(String name) {
        return new JsonObject(get("api/versions").body())
                .getJsonArray("entries").stream()
                        .map(JsonObject.class::cast)
                        .filter(entry -> entry.getString("package").equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    /** The client ends with exactly what the server says, in the numbering that the file goes on with. */
    void assertLevel() throws Exception {
        client.awaitBoard(get("api/versions").body());
        StoreCopy copy = copy();
        assertThat(copy.integrity()).isEqualTo("ok");
        assertThat(client.id()).isEqualTo(copy.epoch() + '-' + copy.seq());
    }

    String id() {
        return client.id();
    }

    /** The changes of the package in the file, in order, as {@code kind from to}. */
    List<String> written() throws Exception {
        return copy().changes().values().stream()
                .filter(row -> row.key().equals("h/it"))
                .map(row -> row.kind() + ' ' + row.from() + ' ' + row.to())
                .toList();
    }

    /** Waits until the newest change of the package in the file is this: a slow disk is gone past for a while. */
    void awaitWritten(String newest) {
        assertThat(Eventually.holds(PATIENCE, () -> {
                    try {
                        return newest.equals(written().stream()
                                .reduce((older, newer) -> newer)
                                .orElse(""));
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .as(newest)
                .isTrue();
    }

    private StoreCopy copy() throws Exception {
        return StoreCopy.of(database, Files.createDirectories(folder.resolve("copies")));
    }

    /** Does something to a database by other means than ours. */
    static Connection connect(Path database) throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + database + "?busy_timeout=10000");
    }

    static void run(Path database, String... statements) throws Exception {
        try (Connection connection = connect(database);
                Statement sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }

    static String ask(Path database, String query) throws Exception {
        try (Connection connection = connect(database);
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            return row.getString(1);
        }
    }

    private HttpResponse<String> get(String path) {
        URI uri = server.address().resolve(path);
        try {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException, TimeoutException {
        if (isRunning) {
            isRunning = false;
            client.close();
            server.close();
        }
    }
}
