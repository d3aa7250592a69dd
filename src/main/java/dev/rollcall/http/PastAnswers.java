package dev.rollcall.http;

import dev.rollcall.history.StoreException;
import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.Snapshot;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Answers what is asked about the past: once for all who ask the same, and with a problem when it cannot. */
final class PastAnswers {
    /** The pause after which a store that fails is tried again, too. */
    private static final String RETRY_SECONDS = "5";

    private final Supplier<Snapshot> state;
    private final SharedAnswers shared;

    PastAnswers(Supplier<Snapshot> state, SharedAnswers shared) {
        this.state = state;
        this.shared = shared;
    }

    /** Gives {@code send} the answer to {@code question}, on the context of the request, or sends why there is none. */
    void answer(RoutingContext context, Object question, Supplier<Future<Body>> ask, Consumer<Body> send) {
        // Before it is asked: what is visible by then is in the store.
        Cursor visible = state.get().cursor();
        Context loop = context.vertx().getOrCreateContext();
        shared.ask(visible, question, loop, ask).onSuccess(send::accept).onFailure(e -> refuse(context, e));
    }

    /** Sends {@code body}, or that the client has it. Whoever keeps it must ask each time. */
    static void send(RoutingContext context, String contentType, Body body) {
        Answer.tagged(context, 200, "no-cache", contentType, body);
    }

    /** Sends a table in {@code form}; as a file of that name where it is not JSON. */
    static void sendTable(RoutingContext context, Form form, String name, Body body) {
        // Another client's form must not come out of a cache between here and there.
        context.response().headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        if (form == Form.CSV) {
            context.response().putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".csv\"");
        }
        send(context, form.contentType(), body);
    }

    /** Sends a problem: a mistake of the client's, a store that cannot be read, or a defect of ours. */
    static void refuse(RoutingContext context, Throwable why) {
        if (why instanceof BadQueryException mistake) {
            ProblemJson.send(context, 400, mistake.sentence());
        } else if (why instanceof StoreException trouble) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            ProblemJson.send(context, 503, "The history cannot be read: " + trouble.reason() + '.');
        } else if (why instanceof SharedAnswers.BusyException) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            ProblemJson.send(context, 503, "Too much is being asked about the past; try again in a moment.");
        } else {
            context.fail(why);
        }
    }
}
