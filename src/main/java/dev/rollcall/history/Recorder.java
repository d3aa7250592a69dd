package dev.rollcall.history;

import dev.rollcall.history.CatchUp.Seen;
import dev.rollcall.history.HistoryState.Degraded;
import dev.rollcall.inventory.Change;
import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Update;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes every batch of changes down before anyone sees it. When that fails the board goes on live, in a numbering of its own:
 * no number of the durable one is ever given out without being durable. As soon as the store works again, what happened
 * meanwhile is written down, and a third numbering begins, durable from its first number.
 *
 * <p>Lives on one event loop, the collector's, and never blocks it. One batch at a time: who has called {@link #record} waits
 * for its future before it applies more readings to the inventory.
 */
public final class Recorder {
    private static final Logger log = LoggerFactory.getLogger(Recorder.class);
    /** A commit takes milliseconds; this long, and the disk hangs. A change waits no longer before it is shown. */
    static final Duration PATIENCE = Duration.ofSeconds(3);
    /** Between two attempts to write again; the last one stays. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5));
    /** Most changes that are remembered while they cannot be written: some 5 MB. The oldest steps go, the last state stays. */
    static final int STEPS_MAX = 10_000;

    private final Vertx vertx;
    private final Writer writer;
    private final Inventory inventory;
    private final Supplier<String> epochs;
    private final Clock clock;
    private final HistoryCounters counters;
    private final Deque<Change> steps = new ArrayDeque<>();
    private Runnable turn = () -> {};
    private Consumer<List<Entry>> revived = entries -> {};
    private Seen seen;
    private Mode mode;
    /** What the store has, as far as it told us. */
    private Cursor written;

    private int attempts;
    private long timer = -1;
    private volatile @Nullable Context context;
    private boolean stopped;

    /** How it stands with the store. */
    private enum Mode {
        RECORDING,
        /** Not writing, until an attempt goes well. */
        LIVE,
        /** Not writing; an attempt went well. */
        WORKS_AGAIN
    }

    /**
     * A recorder of {@code inventory}.
     *
     * @param writer well, when the inventory's numbers so far are durable; otherwise it is tried again
     * @param seen whether the inventory goes on from what the store knows
     */
    Recorder(
            Vertx vertx,
            Writer writer,
            Inventory inventory,
            Supplier<String> epochs,
            Clock clock,
            HistoryCounters counters,
            Seen seen) {
        this.seen = seen;
        this.counters = counters;
        this.vertx = vertx;
        this.writer = writer;
        this.inventory = inventory;
        this.epochs = epochs;
        this.clock = clock;
        this.mode = writer.state() instanceof Degraded ? Mode.LIVE : Mode.RECORDING;
        this.written = inventory.snapshot().cursor();
    }

    /**
     * Begins.
     *
     * @param turn makes the collector apply what it has, be it nothing, and record it
     * @param revived takes entries that came onto the board late, for the store could not be read before: perhaps nobody asks
     *     about them any more
     */
    public void start(Runnable turn, Consumer<List<Entry>> revived) {
        this.turn = turn;
        this.revived = revived;
        context = vertx.getOrCreateContext();
        if (mode == Mode.LIVE) {
            tryLater();
        }
    }

    /** Tries no more to write again. */
    public void stop() {
        stopped = true;
        vertx.cancelTimer(timer);
    }

    /**
     * Records what a batch did.
     *
     * @return succeeds with what may be shown now: the batch, durable, or in another numbering when it is not; never fails
     */
    public Future<Update> record(Update update) {
        return switch (mode) {
            case RECORDING -> update.isNews() ? write(update) : Future.succeededFuture(update);
            case LIVE -> {
                remember(update.changes());
                yield Future.succeededFuture(update);
            }
            case WORKS_AGAIN -> {
                remember(update.changes());
                yield catchUp(update);
            }
        };
    }

    /** Looks whether the store still makes sense, for somebody could not read it. Any thread. */
    void suspect() {
        if (context != null) {
            context.runOnContext(v -> writer.write(store -> {
                        store.checkWhole();
                        return store.cursor();
                    })
                    .onFailure(e -> {
                        if (mode == Mode.RECORDING) {
                            goLive(e);
                            turn.run();
                        }
                    }));
        }
    }

    private Future<Update> write(Update update) {
        Cursor from = written;
        long begun = System.nanoTime();
        counters.undurableSince(clock.instant());
        Future<Cursor> writing = writer.write(store -> {
            store.write(update, from);
            return store.cursor();
        });
        return soon(writing)
                .map(cursor -> {
                    written = cursor;
                    counters.undurableSince(null);
                    counters.wrote(System.nanoTime() - begun);
                    counters.written(update.changes().size());
                    return update;
                })
                .recover(e -> {
                    remember(update.changes());
                    writing.onSuccess(late -> forget(update.changes()));
                    // Unless somebody has found out meanwhile that the file is corrupt.
                    if (mode == Mode.RECORDING) {
                        goLive(e);
                    }
                    return Future.succeededFuture(update.with(inventory.snapshot()));
                });
    }

    /** In a numbering that nobody will take for the durable one. */
    private void goLive(Throwable e) {
        mode = Mode.LIVE;
        attempts = 0;
        inventory.begin(new Cursor(epochs.get(), inventory.snapshot().seq() + 1), List.of(), List.of());
        writer.failed(e);
        tryLater();
    }

    private Future<Update> catchUp(Update update) {
        List<Change> known = List.copyOf(steps);
        Future<CatchUp> writing = writer.write(catchingUp(known));
        return soon(writing).map(done -> resumed(update, done)).recover(e -> {
            // Late or not: the next attempt is behind it.
            writing.onSuccess(late -> forget(known));
            mode = Mode.LIVE;
            writer.failed(e);
            tryLater();
            return Future.succeededFuture(update);
        });
    }

    private Ledger.Task<CatchUp> catchingUp(List<Change> known) {
        Snapshot snapshot = inventory.snapshot();
        CatchUp.Now now = new CatchUp.Now(
                inventory.lastKnown(), seen, snapshot.restored().unconfirmed(), snapshot.seq(), clock.instant());
        String epoch = epochs.get();
        return store -> store.catchUp(known, now, epoch);
    }

    private Update resumed(Update update, CatchUp done) {
        mode = Mode.RECORDING;
        attempts = 0;
        seen = Seen.BEFORE;
        written = done.cursor();
        log.info(
                "history is written again changes={} lost={} epoch={}",
                done.changes().size(),
                counters.lost(),
                done.cursor().epoch());
        counters.written(done.changes().size());
        steps.clear();
        counters.waiting(0);
        counters.undurableSince(null);
        writer.works();
        Snapshot begun = inventory.begin(done.cursor(), done.entries(), done.revived());
        if (!done.revived().isEmpty()) {
            revived.accept(done.revived());
        }
        return update.with(begun);
    }

    /**
     * One last attempt to write down what waits, when nothing is recorded any more.
     *
     * @return whether nothing waits any more, for who writes after it
     */
    BooleanSupplier finish() {
        if (mode == Mode.RECORDING) {
            return () -> true;
        }
        Ledger.Task<CatchUp> writing = catchingUp(List.copyOf(steps));
        AtomicBoolean isWritten = new AtomicBoolean();
        writer.write(store -> {
                    CatchUp done = writing.run(store);
                    isWritten.set(true);
                    return done;
                })
                .onFailure(e -> {
                    if (!steps.isEmpty()) {
                        log.warn("stopped with changes that are not written down count={}", steps.size());
                    }
                });
        return isWritten::get;
    }

    private void remember(Collection<Change> changes) {
        steps.addAll(changes);
        while (steps.size() > STEPS_MAX) {
            steps.remove();
            counters.lost(1);
        }
        countWaiting();
    }

    /** They were written after all, by a disk that had hung: before the next attempt, for that is behind them. */
    private void forget(Collection<Change> changes) {
        steps.removeAll(Set.copyOf(changes));
        countWaiting();
    }

    private void countWaiting() {
        counters.waiting(steps.size());
        Change oldest = steps.peek();
        counters.undurableSince(oldest == null ? null : oldest.at());
    }

    private void tryLater() {
        if (stopped) {
            return;
        }
        Duration pause = PAUSES.get(Math.min(attempts, PAUSES.size() - 1));
        attempts++;
        timer = vertx.setTimer(
                pause.toMillis(),
                id -> writer.write(store -> {
                            store.tryWriting();
                            return store.cursor();
                        })
                        .onSuccess(cursor -> {
                            mode = Mode.WORKS_AGAIN;
                            turn.run();
                        })
                        .onFailure(e -> {
                            writer.failed(e);
                            tryLater();
                        }));
    }

    private static <T> Future<T> soon(Future<T> written) {
        return written.timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
