package dev.rollcall.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The server under test, asked about itself. Waits for the answer; one thread. */
final class Target {
    private static final int ANSWER_MILLIS_MAX = 20_000;

    private final int port;

    Target(int port) {
        this.port = port;
    }

    int port() {
        return port;
    }

    /** What the server has used so far, and the machine. */
    Usage usage() throws IOException {
        return Usage.of(new JsonObject(exchange("GET", Contract.STATS)));
    }

    /** Lets the server collect its garbage. */
    void collectGarbage() throws IOException {
        exchange("POST", Contract.COLLECT);
    }

    private String exchange(String method, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout(ANSWER_MILLIS_MAX);
        connection.setReadTimeout(ANSWER_MILLIS_MAX);
        try (InputStream body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
