package dev.rollcall.http;

import dev.rollcall.history.Archive;
import dev.rollcall.history.ChangeJson;
import dev.rollcall.history.ChangePage;
import dev.rollcall.history.ChangeQuery;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /api/changes}: what changed, newest first, in pages; JSON or CSV. */
final class ChangesHandler implements Handler<RoutingContext> {
    private final Archive archive;
    private final PastReader reader;
    private final PastAnswers answers;

    ChangesHandler(Archive archive, PastReader reader, PastAnswers answers) {
        this.archive = archive;
        this.reader = reader;
        this.answers = answers;
    }

    /** What makes two answers the same. */
    private record Question(ChangeQuery query, Form form) {}

    @Override
    public void handle(RoutingContext context) {
        Question question;
        try {
            question = new Question(reader.changes(context.request()), Form.wantedBy(context));
        } catch (BadQueryException e) {
            PastAnswers.refuse(context, e);
            return;
        }
        answers.answer(context, question, () -> ask(context.vertx(), question), body -> send(context, question, body));
    }

    private Future<Body> ask(Vertx vertx, Question question) {
        // On a worker: a thousand changes take some milliseconds to write, and streams do not wait for them.
        return archive.page(question.query())
                .compose(page -> vertx.executeBlocking(() -> body(page, question.form()), false));
    }

    private static void send(RoutingContext context, Question question, Body body) {
        if (body.next() != null) {
            context.response().putHeader(PastLink.HEADER, PastLink.next("changes", question.query(), body.next()));
        }
        PastAnswers.sendTable(context, question.form(), "rollcall-changes", body);
    }

    private static Body body(ChangePage page, Form form) {
        String next = page.next() == null ? null : page.next().toString();
        return Body.of(
                form == Form.CSV ? CsvText.changes(page.changes()) : json(page).encode(), next);
    }

    private static JsonObject json(ChangePage page) {
        JsonObject json = new JsonObject().put("changes", changes(page));
        return page.next() == null ? json : json.put("next", page.next().toString());
    }

    /** The changes of {@code page} as JSON. */
    static JsonArray changes(ChangePage page) {
        JsonArray changes = new JsonArray();
        page.changes().forEach(change -> changes.add(ChangeJson.of(change)));
        return changes;
    }
}
