package dev.rollcall.http;

import dev.rollcall.history.Archive;
import dev.rollcall.history.ChangeQuery;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /changes.atom}: the newest changes for feed readers, RFC 4287. */
final class AtomHandler implements Handler<RoutingContext> {
    private static final String ATOM = "application/atom+xml";
    private static final int CHANGES_MAX = 50;

    private final Archive archive;
    private final PastReader reader;
    private final PastAnswers answers;

    AtomHandler(Archive archive, PastReader reader, PastAnswers answers) {
        this.archive = archive;
        this.reader = reader;
        this.answers = answers;
    }

    /** What makes two feeds the same. */
    private record Question(ChangeQuery query) {}

    @Override
    public void handle(RoutingContext context) {
        ChangeQuery query;
        try {
            query = reader.newest(context.request(), CHANGES_MAX);
        } catch (BadQueryException e) {
            PastAnswers.refuse(context, e);
            return;
        }
        answers.answer(
                context,
                new Question(query),
                () -> ask(context.vertx(), query),
                feed -> PastAnswers.send(context, ATOM, feed));
    }

    private Future<Body> ask(Vertx vertx, ChangeQuery query) {
        return archive.store()
                .compose(store -> archive.page(query)
                        .compose(page -> vertx.executeBlocking(
                                () -> Body.of(new AtomFeed(store, query).text(page.changes())), false)));
    }
}
