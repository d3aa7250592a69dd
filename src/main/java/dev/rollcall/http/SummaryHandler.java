package dev.rollcall.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /api/summary}: the board in numbers. */
final class SummaryHandler implements Handler<RoutingContext> {
    private final Summaries summaries;

    SummaryHandler(Summaries summaries) {
        this.summaries = summaries;
    }

    @Override
    public void handle(RoutingContext context) {
        try {
            Body body = summaries.of(QueryText.filter(context.request()));
            PastAnswers.send(context, Form.JSON.contentType(), body);
        } catch (BadQueryException e) {
            PastAnswers.refuse(context, e);
        }
    }
}
