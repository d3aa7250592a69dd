package dev.rollcall.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Removals;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Subject;
import dev.rollcall.probe.CommandRunner;
import dev.rollcall.probe.Probe;
import dev.rollcall.probe.ProbeCounters;
import dev.rollcall.probe.Prober;
import dev.rollcall.probe.RunAs;
import dev.rollcall.probe.Scripts;
import dev.rollcall.probe.SearchPath;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A scheduler on an event loop, with real commands, and what it says. */
final class SchedulerRig {
    static final int SECONDS_MAX = 20;
    static final Duration OFTEN = Duration.ofMillis(100);
    static final Duration NEVER_AGAIN = Duration.ofDays(7);
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    final BlockingQueue<List<Reading>> said = new LinkedBlockingQueue<>();
    final BlockingQueue<Thread> saidOn = new LinkedBlockingQueue<>();
    final CommandRunner runner =
            new CommandRunner(SearchPath.of(System.getenv()), System.getenv(), () -> 4096, RunAs.ourselves());
    final AtomicReference<Snapshot> board =
            new AtomicReference<>(new Snapshot(new Cursor("epoch", 0), 0, Instant.EPOCH, List.of(), Removals.NONE));
    private final Context context;
    private final Scheduler scheduler;

    SchedulerRig(Vertx vertx, int workers) {
        this(vertx, workers, Clock.systemUTC());
    }

    SchedulerRig(Vertx vertx, int workers, Clock clock) {
        this.context = vertx.getOrCreateContext();
        Workers pool = new Workers(vertx, "test");
        pool.use(workers, TIMEOUT);
        Prober prober = new Prober(runner, clock, board::get, new ProbeCounters());
        this.scheduler = new Scheduler(vertx, pool, prober, readings -> {
            saidOn.add(Thread.currentThread());
            said.add(readings);
        });
    }

    /** Starts; the future succeeds when the first round is done. */
    Future<Void> start(Job... jobs) {
        return on(() -> scheduler.follow(List.of(jobs)));
    }

    Scheduler scheduler() {
        return scheduler;
    }

    /** Says that something has changed behind a job, and waits until it is taken. */
    void askAfterChange(Job job) throws Exception {
        on(() -> {
                    scheduler.askAfterChange(Set.of(job.command()));
                    return Future.succeededFuture();
                })
                .await(SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** Starts, and waits for the first round. */
    void startAndAwait(Job... jobs) throws Exception {
        start(jobs).await(SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** Stops; the future succeeds when all is over. */
    Future<Void> stopping() {
        return on(scheduler::stop);
    }

    /** Stops, and waits until all is over. */
    void stop() throws Exception {
        stopping().await(SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** What it says next; waits for it. */
    List<Reading> next() throws InterruptedException {
        List<Reading> readings = said.poll(SECONDS_MAX, TimeUnit.SECONDS);
        assertThat(readings).as("readings within " + SECONDS_MAX + " s").isNotNull();
        return readings;
    }

    /** The next readings with a version; a busy machine may call a job overdue in between. */
    List<Reading> nextFound() throws InterruptedException {
        List<Reading> readings = next();
        while (!(readings.get(0).outcome() instanceof Found)) {
            readings = next();
        }
        return readings;
    }

    /** All that was said and not yet taken. */
    List<Reading> all() {
        return said.stream().flatMap(List::stream).toList();
    }

    /** Does something on the event loop. */
    <T> Future<T> on(Supplier<Future<T>> task) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(v -> task.get().onComplete(promise));
        return promise.future();
    }

    static String name(Reading reading) {
        return reading.subject().key().packageName();
    }

    static Job job(String name, Duration every, Path program) {
        return Job.of(List.of(probe(name, every, program))).get(0);
    }

    static Probe probe(String name, Duration every, Path program) {
        Subject subject = new Subject(new EntryKey("host", name), name, "Other");
        return new Probe(subject, Scripts.command(program), null, every, TIMEOUT);
    }
}
