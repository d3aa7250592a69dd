package dev.rollcall.history;

import dev.rollcall.inventory.Cursor;
import dev.rollcall.testing.ModelBoard;
import dev.rollcall.testing.SseSocket;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A client that comes back to one life of the server after the other with the last id that it heard, as a browser does. */
final class KillFollower {
    /** Packages that never change are called like this. */
    private static final String FIXED = "h/fixed-";

    private final String name;
    private final KillAccount account;
    private final ModelBoard board = new ModelBoard();
    /** The life that its id comes from. */
    private int lifeOfId;

    KillFollower(String name, KillAccount account) {
        this.name = name;
        this.account = account;
    }

    String name() {
        return name;
    }

    /** Whether nothing that it shows waits to be confirmed. */
    boolean hasSeenAllConfirmed() {
        return board.isConfirmed();
    }

    /** Hears until the stream breaks; what comes must go on from where it was. */
    void follow(URI server, int life) {
        follow(server, life, List.of());
    }

    /**
     * The same at a moment when every entry has been confirmed: then it is told nothing about those of which it knew all when
     * the last life ended.
     */
    void followWhenAllIsConfirmed(URI server, int life) {
        List<String> known = new ArrayList<>();
        if (lifeOfId == life - 1) {
            board.entries().forEach((key, entry) -> {
                // One that is missing may have to make room on a full board, which is a change.
                boolean stays = key.startsWith(FIXED) && !"missing".equals(entry.getString("status"));
                if (stays && !ModelBoard.isRevived(entry)) {
                    known.add(key);
                }
            });
        }
        follow(server, life, known);
    }

    private void follow(URI server, int life, List<String> known) {
        boolean resumed = !board.lastEventId().isEmpty();
        String[] headers = resumed ? new String[] {"Last-Event-ID: " + board.lastEventId()} : new String[0];
        boolean first = true;
        try (SseSocket stream = SseSocket.open(server, "/events?events=versions,change,bye", headers)) {
            while (true) {
                SseSocket.Event event = stream.next();
                if (event.name().equals("bye")) {
                    return;
                }
                check(event, resumed, first ? known : List.of());
                first = false;
                board.hear(event);
                lifeOfId = life;
                account.heard(name, event, board);
            }
        } catch (IOException end) {
            // Killed.
        }
    }

    private void check(SseSocket.Event event, boolean resumed, List<String> known) {
        if (!resumed) {
            return;
        }
        account.check(event.name().equals("change"), name + ": resumed and was sent " + event.name());
        account.check(
                seq(event.id()) > seq(board.lastEventId()),
                name + ": an id went back or came twice: " + event.id() + " after " + board.lastEventId());
        new JsonObject(event.data())
                .getJsonArray("entries").stream()
                        .map(JsonObject.class::cast)
                        .forEach(entry -> account.check(
                                !known.contains(ModelBoard.key(entry)),
                                name + ": after " + board.lastEventId() + " was told what it knew: " + entry));
    }

    private static long seq(String id) {
        return Cursor.parse(id).orElseThrow().seq();
    }
}
