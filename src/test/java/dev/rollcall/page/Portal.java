package dev.rollcall.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Somebody else's web server, on an origin and a site of its own: one page that a test writes, and its policy. Thread-safe. */
final class Portal implements AutoCloseable {
    private final HttpServer server;
    private volatile String body = "";
    private volatile String policy = "";

    private Portal(HttpServer server) {
        this.server = server;
    }

    static Portal start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Portal portal = new Portal(server);
        server.createContext("/", portal::answer);
        server.start();
        return portal;
    }

    /** Its origin; Rollcall is at 127.0.0.1, which is another site than this. */
    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** What the page has, of head and body. */
    Portal page(String markup) {
        body = markup;
        return this;
    }

    /** Its {@code Content-Security-Policy}. */
    Portal policy(String directives) {
        policy = directives;
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] bytes = ("<!doctype html><meta charset=utf-8><title>Portal</title><link rel=icon href=data:,>" + body)
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html");
        if (!policy.isEmpty()) {
            exchange.getResponseHeaders().add("Content-Security-Policy", policy);
        }
        exchange.sendResponseHeaders(200, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
