package dev.rollcall.http;

import dev.rollcall.history.Archive;
import dev.rollcall.history.ChangeJson;
import dev.rollcall.history.Comparison;
import dev.rollcall.history.Moment;
import dev.rollcall.history.Moments;
import dev.rollcall.inventory.Snapshot;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code GET /api/diff}: what differed between two moments, of which the later one is now unless told otherwise. */
final class DiffHandler implements Handler<RoutingContext> {
    private final Archive archive;
    private final PastReader reader;
    private final PastAnswers answers;
    private final Supplier<Snapshot> state;

    DiffHandler(Archive archive, PastReader reader, PastAnswers answers, Supplier<Snapshot> state) {
        this.archive = archive;
        this.reader = reader;
        this.answers = answers;
        this.state = state;
    }

    /** What makes two answers the same. */
    private record Question(Moment from, Moment to, Form form) {}

    @Override
    public void handle(RoutingContext context) {
        Question question;
        try {
            question = question(context.request(), Form.wantedBy(context));
        } catch (BadQueryException e) {
            PastAnswers.refuse(context, e);
            return;
        }
        answers.answer(
                context,
                question,
                () -> ask(context.vertx(), question),
                body -> PastAnswers.sendTable(context, question.form(), "rollcall-diff", body));
    }

    private Question question(HttpServerRequest request, Form form) throws BadQueryException {
        // Not the clock's now: what was noticed in this very millisecond is part of it.
        Moment now = new Moment.ByNumber(state.get().seq());
        Moment from = reader.moment(request, "from")
                .orElseThrow(() -> QueryText.wrong("from", "it must be there, and be " + Moments.RULE));
        return new Question(from, reader.moment(request, "to").orElse(now), form);
    }

    private Future<Body> ask(Vertx vertx, Question question) {
        return archive.diff(question.from(), question.to())
                .compose(diff -> vertx.executeBlocking(() -> body(diff, question.form()), false));
    }

    private static Body body(Optional<Comparison> diff, Form form) throws BadQueryException {
        Comparison found = diff.orElseThrow(() -> QueryText.wrong("from", "it must not be after to"));
        return Body.of(
                form == Form.CSV
                        ? CsvText.differences(found.differences())
                        : json(found).encode());
    }

    private static JsonObject json(Comparison diff) {
        JsonArray differences = new JsonArray();
        diff.differences().forEach(difference -> differences.add(ChangeJson.of(difference)));
        return new JsonObject()
                .put("from", ChangeJson.of(diff.from()))
                .put("to", ChangeJson.of(diff.to()))
                .put("complete", diff.complete())
                .put("differences", differences);
    }
}
