package dev.rollcall.collect;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads on which commands run. There may become more or fewer of them while commands run: Vert.x's pools cannot, so
 * another pool takes over, and the one before is closed when the last of its runs has ended. One event loop.
 */
final class Workers {
    private static final String POOL = "-probe";

    private final Vertx vertx;
    private final String name;
    /** Those that were given up and still run something. */
    private final List<Pool> retired = new ArrayList<>();

    /** Numbers of pools whose threads have not ended. Used again afterwards, for each name has its metrics for good. */
    private final Set<Integer> numbers = new HashSet<>();

    private @Nullable Pool pool;

    /** @param name what the threads' names begin with; Vert.x shares pools by their name */
    Workers(Vertx vertx, String name) {
        this.vertx = vertx;
        this.name = name + POOL;
    }

    /**
     * From now on, {@code count} commands run at once.
     *
     * @param longestRun a worker that is busy for longer hangs, and Vert.x says so
     */
    void use(int count, Duration longestRun) {
        Pool before = pool;
        if (before != null && before.count == count && before.longestRun.equals(longestRun)) {
            return;
        }
        pool = newPool(count, longestRun);
        if (before != null) {
            retired.add(before);
            before.closeWhenIdle();
        }
        retired.removeIf(one -> one.running == 0);
    }

    private Pool newPool(int count, Duration longestRun) {
        // Vert.x would give a pool that there is under its name, whatever the size.
        int number = 1;
        while (!numbers.add(number)) {
            number++;
        }
        int taken = number;
        String unique = taken == 1 ? name : name + '-' + taken;
        return new Pool(vertx, unique, count, longestRun, () -> numbers.remove(taken));
    }

    /** Runs {@code task} when a worker is free, in no order with others. */
    <T> Future<T> run(Callable<T> task) {
        return Objects.requireNonNull(pool, "use comes first").run(task);
    }

    /** Succeeds when the threads have ended; call it when nothing runs any more. */
    Future<Void> close() {
        List<Future<Void>> closed = new ArrayList<>();
        retired.forEach(one -> closed.add(one.executor.close()));
        if (pool != null) {
            closed.add(pool.executor.close());
        }
        return Future.join(closed).mapEmpty();
    }

    private static final class Pool {
        final WorkerExecutor executor;
        final int count;
        final Duration longestRun;
        int running;
        private final Runnable ended;
        private boolean retired;

        Pool(Vertx vertx, String name, int count, Duration longestRun, Runnable ended) {
            this.ended = ended;
            this.count = count;
            this.longestRun = longestRun;
            this.executor = vertx.createSharedWorkerExecutor(name, count, longestRun.toMillis(), TimeUnit.MILLISECONDS);
        }

        <T> Future<T> run(Callable<T> task) {
            running++;
            return executor.executeBlocking(task, false).onComplete(done -> {
                running--;
                if (retired) {
                    closeWhenIdle();
                }
            });
        }

        void closeWhenIdle() {
            retired = true;
            if (running == 0) {
                executor.close().onSuccess(v -> ended.run());
            }
        }
    }
}
