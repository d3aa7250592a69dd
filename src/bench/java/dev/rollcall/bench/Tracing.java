package dev.rollcall.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Chromium's own recording of what its threads do, over its debugging protocol: begun and ended at moments of our choice, which
 * the driver's log does not offer. One thread.
 */
final class Tracing implements AutoCloseable {
    private static final List<String> CATEGORIES = List.of(
            "devtools.timeline",
            "disabled-by-default-devtools.timeline",
            "disabled-by-default-devtools.timeline.frame");
    private static final int SECONDS_MAX = 60;
    private static final int CHUNK_BYTES = 1 << 20;

    private final LinkedBlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private int lastId;

    /** Speaks with the browser whose debugging port is at {@code address}, {@code host:port}. */
    Tracing(String address) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest version = HttpRequest.newBuilder(URI.create("http://" + address + "/json/version"))
                .build();
        String answer = http.send(version, BodyHandlers.ofString()).body();
        URI browser = URI.create(new JsonObject(answer).getString("webSocketDebuggerUrl"));
        socket = http.newWebSocketBuilder().buildAsync(browser, new Ear()).join();
    }

    /** Begins to record. */
    void begin() throws IOException, InterruptedException {
        JsonObject config =
                new JsonObject().put("includedCategories", CATEGORIES).put("recordMode", "recordUntilFull");
        ask(
                "Tracing.start",
                new JsonObject().put("transferMode", "ReturnAsStream").put("traceConfig", config));
    }

    /** Ends it and writes what was recorded to {@code file}, in the form that Chromium's tools read. */
    void endTo(Path file) throws IOException, InterruptedException {
        ask("Tracing.end", new JsonObject());
        JsonObject complete = next();
        while (!"Tracing.tracingComplete".equals(complete.getString("method"))) {
            complete = next();
        }
        String handle = complete.getJsonObject("params").getString("stream");
        try (Writer out = Files.newBufferedWriter(file)) {
            JsonObject piece;
            do {
                piece = ask("IO.read", new JsonObject().put("handle", handle).put("size", CHUNK_BYTES));
                out.write(piece.getString("data"));
            } while (!piece.getBoolean("eof"));
        }
        ask("IO.close", new JsonObject().put("handle", handle));
    }

    private JsonObject ask(String method, JsonObject parameters) throws IOException, InterruptedException {
        int id = ++lastId;
        JsonObject question =
                new JsonObject().put("id", id).put("method", method).put("params", parameters);
        socket.sendText(question.encode(), true).join();
        JsonObject answer = next();
        while (answer.getInteger("id", 0) != id) {
            answer = next();
        }
        if (answer.containsKey("error")) {
            throw new IOException(method + ": " + answer.getJsonObject("error"));
        }
        return answer.getJsonObject("result");
    }

    private JsonObject next() throws IOException, InterruptedException {
        JsonObject message = messages.poll(SECONDS_MAX, TimeUnit.SECONDS);
        if (message == null) {
            throw new IOException("the browser said nothing for " + SECONDS_MAX + " s");
        }
        return message;
    }

    @Override
    public void close() {
        socket.abort();
    }

    /** Puts pieces together. */
    private final class Ear implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                messages.add(new JsonObject(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }
}
