package dev.rollcall.http;

import dev.rollcall.inventory.Cursor;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What the archive said lately: after a change very many pages ask the same, and it is asked once. An answer is good as long
 * as nothing changed; a question that is still being answered is shared too. Remembers a bounded number of the answers
 * used last, and no failure. Thread-safe: one for all event loops.
 */
public final class SharedAnswers {
    /** Very many distinct questions are asked by nobody who shows the same to all. */
    private static final int KEPT_MAX = 256;

    /** Questions that are being answered, one after the other; beyond that, nobody would wait for the last one. */
    private static final int ASKED_MAX = 64;

    private static final long KEPT_BYTES_MAX = 8L * 1024 * 1024;

    private final Map<Object, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long keptBytes;
    private int asked;

    /** Too many questions are being answered. */
    static final class BusyException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private static final class Kept {
        private final Cursor cursor;
        private final CompletionStage<Body> answer;
        /** Zero as long as the answer is not there. */
        private long bytes;

        Kept(Cursor cursor, CompletionStage<Body> answer) {
            this.cursor = cursor;
            this.answer = answer;
        }

        /** Whether it was asked when everything was there that {@code visible} shows. */
        boolean knows(Cursor visible) {
            return cursor.epoch().equals(visible.epoch()) && cursor.seq() >= visible.seq();
        }
    }

    /**
     * The answer to {@code question}, which {@code ask} gets when nobody has.
     *
     * @param visible what clients see now, taken before this is called: a change is in the store before it is visible, so an
     *     answer that was asked for at the same cursor or a later one knows it
     * @param question equal for whoever wants the same
     * @param context on which the future comes back
     * @return fails with what {@code ask} fails with, and with {@link BusyException} when too much is being asked
     */
    Future<Body> ask(Cursor visible, Object question, Context context, Supplier<Future<Body>> ask) {
        return Future.fromCompletionStage(stage(visible, question, ask), context);
    }

    private synchronized CompletionStage<Body> stage(Cursor visible, Object question, Supplier<Future<Body>> ask) {
        Kept known = kept.get(question);
        if (known != null && known.knows(visible)) {
            return known.answer;
        }
        if (asked == ASKED_MAX) {
            return CompletableFuture.failedStage(new BusyException());
        }
        Future<Body> answer = ask.get();
        asked++;
        Kept mine = new Kept(visible, answer.toCompletionStage());
        forget(question);
        kept.put(question, mine);
        bound();
        answer.onSuccess(body -> arrived(question, mine, body)).onFailure(e -> failed(question, mine));
        return mine.answer;
    }

    private synchronized void arrived(Object question, Kept mine, Body body) {
        asked--;
        if (kept.get(question) == mine) {
            mine.bytes = body.bytes().length();
            keptBytes += mine.bytes;
            bound();
        }
    }

    private synchronized void failed(Object question, Kept mine) {
        asked--;
        if (kept.get(question) == mine) {
            forget(question);
        }
    }

    private void forget(Object question) {
        Kept old = kept.remove(question);
        if (old != null) {
            keptBytes -= old.bytes;
        }
    }

    /** What was not asked for the longest goes first. */
    private void bound() {
        Iterator<Kept> oldestFirst = kept.values().iterator();
        while (oldestFirst.hasNext() && (kept.size() > KEPT_MAX || keptBytes > KEPT_BYTES_MAX)) {
            keptBytes -= oldestFirst.next().bytes;
            oldestFirst.remove();
        }
    }
}
