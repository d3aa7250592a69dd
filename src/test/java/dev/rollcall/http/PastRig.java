package dev.rollcall.http;

import dev.rollcall.history.ArchiveRig;
import dev.rollcall.history.FilledStore;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** The serving wing with a store that the test fills. */
final class PastRig implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final FilledStore store;
    private final ArchiveRig archive;
    private final HttpRig http;

    PastRig(Path folder) throws Exception {
        store = new FilledStore(folder.resolve("past.db"));
        archive = new ArchiveRig(folder.resolve("past.db"));
        http = HttpRig.withPast(archive::archive);
    }

    FilledStore store() {
        return store;
    }

    ArchiveRig archive() {
        return archive;
    }

    HttpRig http() {
        return http;
    }

    /** Asks for {@code path}, which begins without a slash. */
    HttpResponse<String> get(String path, String... headers) throws Exception {
        return get(http.address(), path, headers);
    }

    /** The same of another server. */
    static HttpResponse<String> get(URI address, String path, String... headers) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address + path)), headers);
    }

    /** The same without waiting. */
    CompletableFuture<HttpResponse<String>> begin(String path) {
        return HTTP.sendAsync(
                HttpRequest.newBuilder(URI.create(http.address() + path)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> head(String path, String... headers) throws Exception {
        return send(
                HttpRequest.newBuilder(URI.create(http.address() + path))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody()),
                headers);
    }

    JsonObject json(String path) throws Exception {
        return new JsonObject(get(path).body());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws Exception {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() throws SQLException, TimeoutException {
        http.close();
        archive.close();
        store.close();
    }
}
