package dev.rollcall.http;

import dev.rollcall.history.Archive;
import dev.rollcall.history.ChangePage;
import dev.rollcall.history.ChangeQuery;
import dev.rollcall.hub.Frames;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Snapshot;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@code GET /api/versions/{host}/{package}}: one entry, how it is asked about, and its newest changes. */
final class EntryHandler implements Handler<RoutingContext> {
    /** What the path calls the two names. */
    static final String HOST = "host";

    static final String PACKAGE = "package";

    private static final int CHANGES_MAX = 100;
    private static final Body UNKNOWN = Body.of("");

    private final Supplier<Snapshot> state;
    private final Details details;
    private final Archive archive;
    private final PastAnswers answers;

    EntryHandler(Supplier<Snapshot> state, Details details, Archive archive, PastAnswers answers) {
        this.state = state;
        this.details = details;
        this.archive = archive;
        this.answers = answers;
    }

    @Override
    public void handle(RoutingContext context) {
        EntryKey key = new EntryKey(context.pathParam(HOST), context.pathParam(PACKAGE));
        answers.answer(context, key, () -> ask(context.vertx(), key), history -> send(context, key, history));
    }

    /** The history alone, as the members of an object: the entry beside it changes each time that it is checked. */
    private Future<Body> ask(Vertx vertx, EntryKey key) {
        return archive.historyOf(key, CHANGES_MAX)
                .compose(page -> vertx.executeBlocking(
                        () -> page.map(EntryHandler::members).orElse(UNKNOWN), false));
    }

    private static Body members(ChangePage page) {
        JsonObject json = new JsonObject().put("history", ChangesHandler.changes(page));
        if (page.next() == null) {
            return Body.of(inside(json));
        }
        String next = page.next().toString();
        return Body.of(inside(json.put("next", next)), next);
    }

    private static String inside(JsonObject json) {
        String text = json.encode();
        return text.substring(1, text.length() - 1);
    }

    private void send(RoutingContext context, EntryKey key, Body history) {
        // After the question: the entry is not older than its history.
        Optional<Entry> entry = state.get().entry(key);
        if (entry.isEmpty() && history.equals(UNKNOWN)) {
            ProblemJson.send(context, 404, "There is no such package on that host, and never was as far as is known.");
            return;
        }
        if (history.next() != null) {
            ChangeQuery query = new ChangeQuery(
                    Set.of(key.host()), Set.of(key.packageName()), Set.of(), null, null, CHANGES_MAX, null);
            context.response().putHeader(PastLink.HEADER, PastLink.next("../../changes", query, history.next()));
        }
        String members =
                history.equals(UNKNOWN) ? "\"history\":[]" : history.bytes().toString();
        String shown = entry.map(this::shown).orElse("");
        PastAnswers.send(context, Form.JSON.contentType(), Body.of('{' + shown + members + '}'));
    }

    private String shown(Entry entry) {
        return "\"entry\":" + Frames.entryJson(entry) + ",\"probe\":"
                + details.json(entry).encode() + ',';
    }
}
