package dev.rollcall.history;

import dev.rollcall.history.StoreException.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A thread of its own: tasks run one after the other, in the order in which they came. Any thread.
 *
 * <p>Vert.x keeps the tasks of one context in order whatever worker they are for, so a slow one would hold up those for other
 * workers. Only the thread keeps the order here.
 */
final class SingleWorker {
    private final WorkerExecutor executor;

    /**
     * Makes one.
     *
     * @param name what its thread begins with; another's would be shared
     * @param longest how long it may be busy before Vert.x calls it blocked
     */
    SingleWorker(Vertx vertx, String name, Duration longest) {
        this.executor = vertx.createSharedWorkerExecutor(name, 1, longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Completes as {@code task} does, on the caller's context; fails with {@link StoreException} once this is closed. */
    <T> Future<T> run(Callable<T> task) {
        try {
            return executor.executeBlocking(task, false);
        } catch (RejectedExecutionException e) {
            return Future.failedFuture(new StoreException(Kind.OTHER, "the history is closed", e));
        }
    }

    /** Runs {@code last} after all that came before, and ends the thread. */
    Future<Void> close(Runnable last) {
        return this.<Void>run(() -> {
                    last.run();
                    return null;
                })
                .eventually(executor::close);
    }
}
