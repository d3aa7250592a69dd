package dev.rollcall.history;

import static dev.rollcall.log.Value.text;

import dev.rollcall.config.HistoryConfig;
import dev.rollcall.history.CatchUp.Seen;
import dev.rollcall.history.HistoryState.BegunAnew;
import dev.rollcall.history.HistoryState.Recording;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Past;
import dev.rollcall.inventory.Snapshot;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The history of one process: opens it, gives it to those who write and to those who read, and closes it. Any thread. */
public final class History {
    private static final Logger log = LoggerFactory.getLogger(History.class);
    private static final String NAME = "rollcall";
    private static final String WRITER = "-history";
    private static final String PAGES = "-history-pages";
    private static final String WALKS = "-history-walks";
    private static final int PAGES_WAITING_MAX = 64;
    /** Each may take seconds. */
    private static final int WALKS_WAITING_MAX = 4;

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    /** How long a start waits for a disk that does not answer: longer than for a lock, which has a better reason. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);
    /** How long a stop waits: behind the last commit, all of the log is put in its place. */
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(3);
    /** The file is not looked through while everything starts. */
    private static final Duration CHECK_AFTER = Duration.ofSeconds(3);

    private final Vertx vertx;
    private final Writer writer;
    private final Reads pages;
    private final Reads walks;
    private final Supplier<Future<Void>> readsClosed;
    private final Supplier<String> epochs;
    private final Clock clock;
    private final Retention retention;
    private final HistoryCounters counters = new HistoryCounters();
    private final AtomicReference<@Nullable Recorder> recorder = new AtomicReference<>();
    private volatile Past past;
    private volatile Seen seen = Seen.NEVER;

    private History(Vertx vertx, String name, HistoryConfig config, Supplier<String> epochs, Clock clock) {
        this.vertx = vertx;
        this.epochs = epochs;
        this.clock = clock;
        Path file = config.file() == null ? null : Path.of(config.file());
        Ledger ledger = new Ledger(file, epochs, clock);
        this.writer = new Writer(worker(name + WRITER), ledger, file, clock, counters);
        if (file == null) {
            this.pages = new MemoryReads(writer);
            this.walks = pages;
            this.readsClosed = Future::succeededFuture;
        } else {
            FileReads quick =
                    new FileReads(worker(name + PAGES), file, ledger, this::suspect, PAGES_WAITING_MAX, ANSWER_MAX);
            FileReads slow =
                    new FileReads(worker(name + WALKS), file, ledger, this::suspect, WALKS_WAITING_MAX, ANSWER_MAX);
            this.pages = quick;
            this.walks = slow;
            this.readsClosed = () -> Future.join(quick.close(), slow.close()).mapEmpty();
        }
        this.retention = new Retention(vertx, writer, config.keep(), clock);
        this.past = Past.none(epochs.get());
    }

    /**
     * Opens the history that {@code config} names.
     *
     * @param epochs makes names for numberings; never the same twice, nor one that another process has made
     * @return succeeds, also when the store cannot be opened: then {@link #state} says why, and it is tried again
     */
    public static Future<History> open(Vertx vertx, HistoryConfig config, Supplier<String> epochs, Clock clock) {
        return open(vertx, NAME, config, epochs, clock);
    }

    /** The same, with a {@code name} that its worker threads begin with: another's would be shared. */
    public static Future<History> open(
            Vertx vertx, String name, HistoryConfig config, Supplier<String> epochs, Clock clock) {
        History history = new History(vertx, name, config, epochs, clock);
        return history.recall().map(history);
    }

    /** What an earlier life of the server left. */
    public Past past() {
        return past;
    }

    /** What was written down, for those who ask. */
    public Archive archive() {
        return new Archive(pages, walks);
    }

    /** How it is. */
    public HistoryState state() {
        return writer.state();
    }

    Writer writer() {
        return writer;
    }

    HistoryCounters counters() {
        return counters;
    }

    /** From now on, changes are kept for {@code keep}; what is older then goes within ten minutes. */
    public void keep(Duration keep) {
        retention.keep(keep);
    }

    /** The age of the oldest change that is not durable. */
    Duration lag() {
        return counters.lag(clock.instant());
    }

    /** Whether every change is durable before anyone sees it. */
    boolean isDurable() {
        return state() instanceof Recording || state() instanceof BegunAnew;
    }

    /** The one that records the changes of {@code inventory}, which goes on from {@link #past}. */
    public Recorder recorder(Inventory inventory) {
        Recorder made = new Recorder(vertx, writer, inventory, epochs, clock, counters, seen);
        recorder.set(made);
        return made;
    }

    /**
     * Begins to look after the file: reads all of it once, for nobody else may come by a place that makes no sense, and removes
     * what is too old.
     */
    public void tend() {
        retention.start();
        vertx.setTimer(CHECK_AFTER.toMillis(), id -> check());
    }

    private void check() {
        walks.ask(Databases::firstFlaw)
                .onSuccess(flaw -> flaw.ifPresent(any -> suspect()))
                .onFailure(e -> log.debug("history was not checked", e));
    }

    /**
     * Notes when the entries of {@code last} were last checked, and closes the file; after the last change.
     *
     * @return succeeds when it is closed, or a disk that hangs was waited for: it is closed then as soon as the disk answers
     */
    public Future<Void> close(Snapshot last) {
        retention.stop();
        Recorder recording = recorder.get();
        BooleanSupplier isWritten = recording == null ? () -> true : recording.finish();
        writer.write(store -> {
            if (isWritten.getAsBoolean()) {
                store.noteChecks(last.entries());
            }
            return store.cursor();
        });
        // No step waits for an event loop: by the time that a disk answers, Vert.x may be closed.
        Future<Void> closed = readsClosed
                .get()
                .transform(v -> writer.close())
                .timeout(LAST_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .recover(e -> {
                    log.warn("stopped before the history was closed reason={}", text(Writer.why(e)));
                    return Future.succeededFuture();
                });
        return Future.fromCompletionStage(closed.toCompletionStage(), vertx.getOrCreateContext());
    }

    private Future<Void> recall() {
        return soon(writer.write(Store::past))
                .onSuccess(known -> {
                    past = known;
                    seen = Seen.BEFORE;
                })
                .compose(known -> soon(writer.write(store -> {
                    store.restart();
                    return store.cursor();
                })))
                .<Void>map(cursor -> {
                    past = past.at(cursor);
                    writer.works();
                    return null;
                })
                .recover(e -> {
                    // Nobody must take what comes now for what comes after the last durable number.
                    past = past.in(epochs.get());
                    writer.failed(e);
                    return Future.succeededFuture();
                });
    }

    private void suspect() {
        Recorder told = recorder.get();
        if (told != null) {
            told.suspect();
        }
    }

    private SingleWorker worker(String name) {
        return new SingleWorker(vertx, name);
    }

    private static <T> Future<T> soon(Future<T> answer) {
        return answer.timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
