package dev.rollcall.collect;

import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Overdue;
import dev.rollcall.probe.Prober;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each job at once and then at its interval, spread so that they do not all fall on the same moment; never two runs
 * of a job at a time. Lives on one event loop; the runs are on {@code workers}, which bound how many go on at once.
 */
final class Scheduler {
    private static final Logger log = LoggerFactory.getLogger(Scheduler.class);
    /** One late turn may be a slow moment; after this many, and the longest run, nobody may call the version current. */
    private static final int LATE_TURNS_MAX = 2;

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final Prober prober;
    private final Consumer<List<Reading>> sink;
    private final List<Turn> turns = new ArrayList<>();
    private boolean stopped;

    /** @param sink takes the readings, on the event loop that called {@link #start} */
    Scheduler(Vertx vertx, WorkerExecutor workers, Prober prober, Consumer<List<Reading>> sink) {
        this.vertx = vertx;
        this.workers = workers;
        this.prober = prober;
        this.sink = sink;
    }

    /** Starts {@code jobs}; succeeds when each has run once. */
    Future<Void> start(List<Job> jobs) {
        if (stopped) {
            // Stopped while it was still being found out what to ask.
            return Future.succeededFuture();
        }
        for (int i = 0; i < jobs.size(); i++) {
            turns.add(new Turn(jobs.get(i), phase(jobs.get(i).every(), i, jobs.size())));
        }
        turns.forEach(Turn::start);
        return Future.join(turns.stream().map(turn -> turn.running).toList()).mapEmpty();
    }

    boolean isStopped() {
        return stopped;
    }

    /** Starts no more runs; succeeds when the running ones have ended. */
    Future<Void> stop() {
        stopped = true;
        turns.forEach(Turn::cancel);
        return Future.join(turns.stream().map(turn -> turn.running).toList()).mapEmpty();
    }

    /** When the {@code index}-th of {@code count} jobs has its turn within the interval; more than zero. */
    static Duration phase(Duration every, int index, int count) {
        return every.multipliedBy(index + 1L).dividedBy(count);
    }

    /** One job and its place in time. */
    private final class Turn {
        private final Job job;
        private final Duration phase;
        private Future<Void> running = Future.succeededFuture();
        private boolean overdue;
        private long answeredNanos = System.nanoTime();
        private long timer = -1;

        Turn(Job job, Duration phase) {
            this.job = job;
            this.phase = phase;
        }

        void start() {
            run();
            timer = vertx.setTimer(Math.max(1, phase.toMillis()), first -> {
                due();
                timer = vertx.setPeriodic(job.every().toMillis(), again -> due());
            });
        }

        void cancel() {
            vertx.cancelTimer(timer);
        }

        private void due() {
            if (running.isComplete()) {
                run();
            } else if (!overdue && isLate()) {
                overdue = true;
                Overdue outcome = new Overdue("overdue: the last run still waits for a worker or has not ended");
                sink.accept(prober.unasked(job.probes(), outcome));
            }
        }

        private boolean isLate() {
            Duration patience = job.every().multipliedBy(LATE_TURNS_MAX).plus(job.timeout());
            return System.nanoTime() - answeredNanos > patience.toNanos();
        }

        private void run() {
            running = workers.executeBlocking(() -> prober.read(job.command(), job.timeout(), job.probes()), false)
                    .map(readings -> {
                        overdue = false;
                        answeredNanos = System.nanoTime();
                        if (!stopped && !readings.isEmpty()) {
                            sink.accept(readings);
                        }
                        return (Void) null;
                    })
                    .recover(e -> {
                        // Only a defect of ours comes here: what a command does is a reading. The job goes on.
                        log.error("run failed command={}", job.command().argv(), e);
                        return Future.succeededFuture();
                    });
        }
    }
}
