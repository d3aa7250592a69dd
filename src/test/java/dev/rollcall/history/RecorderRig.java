package dev.rollcall.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.Change;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Past;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Subject;
import dev.rollcall.inventory.Update;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A recorder on an event loop, its store, and the inventory that the test changes. */
final class RecorderRig implements AutoCloseable {
    static final int SECONDS_MAX = 20;

    final Vertx vertx = Vertx.vertx();
    final Writer writer;
    final Inventory inventory;
    /** What came of the turns that the recorder asked for. */
    final BlockingQueue<Update> turns = new LinkedBlockingQueue<>();

    private final AtomicReference<Runnable> beforeTurn = new AtomicReference<>(() -> {});
    private final AtomicInteger epochs = new AtomicInteger();
    private final Context context = vertx.getOrCreateContext();
    final HistoryCounters counters = new HistoryCounters();
    private final Recorder recorder;

    RecorderRig(Path file) throws Exception {
        Ledger ledger = new Ledger(file, this::epoch, Clock.systemUTC());
        writer = new Writer(new SingleWorker(vertx, "test-history"), ledger, file, Clock.systemUTC(), counters);
        Past past = await(writer.write(Store::past));
        inventory = new Inventory(past, Clock.systemUTC(), 100);
        recorder =
                new Recorder(vertx, writer, inventory, this::epoch, Clock.systemUTC(), counters, CatchUp.Seen.BEFORE);
        await(on(() -> {
            recorder.start(
                    () -> {
                        beforeTurn.getAndSet(() -> {}).run();
                        recorder.record(inventory.apply(List.of())).onSuccess(turns::add);
                    },
                    revived -> {});
            return Future.succeededFuture();
        }));
    }

    /** The package has this version now; gives what may be shown. */
    Update finds(String version) throws Exception {
        return records(new Reading.Found(version));
    }

    Update records(Reading.Outcome outcome) throws Exception {
        return await(recording(outcome));
    }

    private Future<Update> recording(Reading.Outcome outcome) {
        Subject subject = new Subject(new EntryKey("h", "it"), "It", "Other");
        Reading reading = new Reading(subject, outcome, Clock.systemUTC().instant(), Duration.ZERO);
        return on(() -> recorder.record(inventory.apply(List.of(reading))));
    }

    /** Does something with the store, as the writer does. */
    <T> T write(Ledger.Task<T> task) throws Exception {
        return await(writer.write(task));
    }

    /** The changes that are written down, as {@code seq kind from to}. */
    List<String> written() throws Exception {
        return write(store -> {
            List<String> rows = new ArrayList<>();
            try (Statement sql = store.connection().createStatement();
                    ResultSet row =
                            sql.executeQuery("SELECT kind, from_version, to_version FROM change ORDER BY seq")) {
                while (row.next()) {
                    rows.add(row.getString(1) + ' ' + row.getString(2) + ' ' + row.getString(3));
                }
            }
            return rows;
        });
    }

    /** There is no room any more, until the file is opened again. */
    void fillStore() throws Exception {
        write(store -> {
            try (Statement sql = store.connection().createStatement()) {
                sql.execute("PRAGMA max_page_count = 1");
            }
            return store.cursor();
        });
    }

    /** It cannot have been written by us. */
    void breakStore() throws Exception {
        write(store -> {
            try (Statement sql = store.connection().createStatement()) {
                sql.execute("PRAGMA ignore_check_constraints = ON");
                sql.execute("INSERT INTO meta SELECT 2, store, epoch, seq, forgotten_seq FROM meta");
                sql.execute("PRAGMA ignore_check_constraints = OFF");
            }
            return store.cursor();
        });
    }

    /** Both at one moment. */
    Update suspectsAndFinds(String version) throws Exception {
        CountDownLatch open = hang();
        recorder.suspect();
        Future<Update> update = recording(new Reading.Found(version));
        open.countDown();
        return await(update);
    }

    /** From now on the store does nothing, until the latch is open. */
    CountDownLatch hang() {
        CountDownLatch open = new CountDownLatch(1);
        hangUntil(open);
        return open;
    }

    /** The same, as soon as the recorder finds that the store works again. */
    CountDownLatch hangInNextTurn() {
        CountDownLatch open = new CountDownLatch(1);
        beforeTurn.set(() -> hangUntil(open));
        return open;
    }

    private void hangUntil(CountDownLatch open) {
        CountDownLatch hangs = new CountDownLatch(1);
        Future<Boolean> opened = writer.write(store -> {
            hangs.countDown();
            try {
                return open.await(SECONDS_MAX, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
        opened.onFailure(e -> turns.clear());
        try {
            // Whoever writes from another context may otherwise be first.
            assertThat(hangs.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until all is written again. */
    void untilRecording() throws InterruptedException {
        while (writer.state() instanceof HistoryState.Degraded) {
            nextTurn();
        }
    }

    /** The next turn that the recorder asked for; waits for it. */
    Update nextTurn() throws InterruptedException {
        Update update = turns.poll(SECONDS_MAX, TimeUnit.SECONDS);
        if (update == null) {
            throw new AssertionError("no turn within " + SECONDS_MAX + " s");
        }
        return update;
    }

    static List<String> versions(Update update) {
        return update.changes().stream()
                .map(Change::after)
                .map(after -> after == null ? "gone" : String.valueOf(after.version()))
                .toList();
    }

    private <T> Future<T> on(Supplier<Future<T>> task) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(v -> task.get().onComplete(promise));
        return promise.future();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(SECONDS_MAX, TimeUnit.SECONDS);
    }

    private String epoch() {
        return "e" + epochs.incrementAndGet();
    }

    @Override
    public void close() {
        recorder.stop();
        writer.close()
                .eventually(vertx::close)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
