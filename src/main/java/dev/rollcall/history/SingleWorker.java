package dev.rollcall.history;

import dev.rollcall.history.StoreException.Kind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * A thread of its own: tasks run one after the other, in the order in which they came. Any thread.
 *
 * <p>None of Vert.x's worker executors, for those forget what waits in them when Vert.x is closed: behind a slow disk that
 * would be the closing of the file, which this process could never open again then. They also keep the tasks of one context in
 * order whatever worker they are for, so a slow one would hold up those for other workers.
 */
final class SingleWorker {
    /** What is said to who comes after the end. */
    static final String CLOSED = "the history is closed";

    private final Vertx vertx;
    private final ExecutorService executor;

    /**
     * Makes one, whose thread keeps no process alive.
     *
     * @param name of its thread
     */
    SingleWorker(Vertx vertx, String name) {
        this.vertx = vertx;
        this.executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Completes as {@code task} does, on the caller's context; fails with {@link StoreException} once this is closed. */
    <T> Future<T> run(Callable<T> task) {
        CompletableFuture<T> done = new CompletableFuture<>();
        try {
            executor.execute(() -> {
                try {
                    done.complete(task.call());
                } catch (Exception | Error e) {
                    // An error as well, such as no memory: who asked must not wait for ever.
                    done.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            return Future.failedFuture(new StoreException(Kind.OTHER, CLOSED, e));
        }
        return Future.fromCompletionStage(done, vertx.getOrCreateContext());
    }

    /**
     * Runs {@code last} after all that came before, and ends the thread; also when Vert.x is closed meanwhile.
     *
     * @return completes on the thread that ends
     */
    Future<Void> close(Runnable last) {
        Promise<Void> closed = Promise.promise();
        try {
            executor.execute(() -> {
                try {
                    last.run();
                    closed.complete();
                } catch (RuntimeException | Error e) {
                    closed.fail(e);
                }
            });
        } catch (RejectedExecutionException e) {
            return Future.succeededFuture();
        }
        executor.shutdown();
        return closed.future();
    }
}
