package dev.rollcall.history;

import static dev.rollcall.log.Value.text;

import dev.rollcall.history.HistoryState.Degraded;
import dev.rollcall.history.HistoryState.InMemory;
import dev.rollcall.history.HistoryState.Recording;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker that writes, one task after the other, and how it fares. Any thread. */
final class Writer {
    private static final Logger log = LoggerFactory.getLogger(Writer.class);

    private final SingleWorker worker;
    private final Ledger ledger;
    private final @Nullable Path file;
    private final Clock clock;
    private final HistoryCounters counters;
    private volatile HistoryState state;

    Writer(SingleWorker worker, Ledger ledger, @Nullable Path file, Clock clock, HistoryCounters counters) {
        this.worker = worker;
        this.ledger = ledger;
        this.file = file;
        this.clock = clock;
        this.counters = counters;
        this.state = file == null ? new InMemory() : new Recording();
    }

    /** Succeeds with what {@code task} gave, on the caller's context; fails with {@link StoreException}. */
    <T> Future<T> write(Ledger.Task<T> task) {
        return worker.run(() -> ledger.with(task));
    }

    /** Closes the store; succeeds when others may open it. */
    Future<Void> close() {
        return worker.close(ledger::close);
    }

    HistoryState state() {
        return state;
    }

    /** It writes, or writes again. */
    synchronized void works() {
        state = file == null
                ? new InMemory()
                : ledger.begunAnew().<HistoryState>map(anew -> anew).orElseGet(Recording::new);
    }

    /** It does not write; the log says so once for each reason. */
    synchronized void failed(Throwable e) {
        counters.failed();
        Degraded before = state instanceof Degraded degraded ? degraded : null;
        String reason = (file == null ? "history in memory" : file) + ": " + why(e);
        if (before == null || !before.reason().equals(reason)) {
            state = new Degraded(reason, before == null ? clock.instant() : before.since());
            log.warn("history is not written, the board goes on live reason={}", text(reason));
            log.debug("history is not written", e);
        }
    }

    /** In words for people. */
    static String why(Throwable e) {
        if (e instanceof StoreException known) {
            return known.reason();
        }
        return e instanceof TimeoutException ? "the disk does not answer" : String.valueOf(e);
    }
}
