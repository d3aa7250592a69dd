package dev.rollcall.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.ModelBoard;
import dev.rollcall.testing.SseSocket;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A client that stays whatever happens to the store, on a thread of its own; asks for the time ten times a second. */
final class StayingClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SseSocket stream;
    private final ModelBoard board = new ModelBoard();
    private final Map<String, String> boards = new HashMap<>();
    private final Thread thread;
    private long heardNanos = System.nanoTime();
    private Duration longestSilence = Duration.ZERO;
    private String trouble = "";

    StayingClient(URI server) throws IOException {
        stream = SseSocket.open(server, "/events");
        thread = new Thread(this::hear, "staying-client");
        thread.start();
    }

    /** Waits until it shows this version of a package. */
    void awaitVersion(String name, String version) {
        assertThat(Eventually.holds(PATIENCE, () -> version.equals(version(name))))
                .as(() -> name + " " + version + " on the board, which shows " + text())
                .isTrue();
    }

    /** Waits until it shows what {@code versions} says, and has been told no number twice. */
    void awaitBoard(String versions) {
        ModelBoard wanted = ModelBoard.of(versions);
        assertThat(Eventually.holds(PATIENCE, () -> id().equals(wanted.lastEventId()) && text().equals(wanted.text())))
                .as(() -> id() + " " + text() + "\nis not " + wanted.lastEventId() + " " + wanted.text())
                .isTrue();
        synchronized (this) {
            assertThat(trouble).isEmpty();
        }
    }

    /** Between two events, among which are those of the clock. */
    synchronized Duration longestSilence() {
        return longestSilence;
    }

    synchronized String id() {
        return board.lastEventId();
    }

    private synchronized String text() {
        return board.text();
    }

    private synchronized String version(String name) {
        JsonObject entry = board.entries().get("h/" + name);
        return entry == null ? "" : entry.getString("version", "");
    }

    private void hear() {
        try {
            while (true) {
                hear(stream.next());
            }
        } catch (IOException end) {
            // Closed, by either side.
        }
    }

    private synchronized void hear(SseSocket.Event event) {
        long now = System.nanoTime();
        Duration silence = Duration.ofNanos(now - heardNanos);
        longestSilence = silence.compareTo(longestSilence) > 0 ? silence : longestSilence;
        heardNanos = now;
        board.hear(event);
        if (event.name().equals("change") || event.name().equals("versions")) {
            String before = boards.put(event.id(), board.text());
            if (before != null && !before.equals(board.text())) {
                trouble += event.id() + " means two things: " + before + " and " + board.text();
            }
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
