package dev.rollcall.collect;

import static dev.rollcall.log.Value.value;

import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Failed;
import dev.rollcall.inventory.Reading.Overdue;
import dev.rollcall.probe.ProbeCounters;
import dev.rollcall.probe.Prober;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job and its place in time: never two runs at a time, and none that was asked for is lost. One event loop. */
final class Turn {
    private static final Logger log = LoggerFactory.getLogger(Turn.class);
    /** One late turn may be a slow moment; after this many, and the longest run, nobody may call the version current. */
    private static final int LATE_TURNS_MAX = 2;
    /**
     * After an upgrade the job runs again: its libraries may land up to some seconds after the executable. The first of
     * these comes in any case, the others while it fails: a package manager at work leaves programs broken for a while.
     */
    private static final List<Duration> LOOKING_AFTER =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofSeconds(30));

    /**
     * What every turn needs.
     *
     * @param sink takes the readings, on the event loop
     */
    record Tools(Vertx vertx, Workers workers, Prober prober, Consumer<List<Reading>> sink) {}

    private final Tools tools;
    private final Duration phase;
    private Job job;
    private Future<Void> running = Future.succeededFuture();
    private boolean again;
    private boolean cancelled;
    private boolean overdue;
    private long answeredNanos = System.nanoTime();
    private long timer = -1;
    private long lookTimer = -1;
    private int looks = LOOKING_AFTER.size();
    private boolean looking;

    /** @param phase when its turn is within the interval */
    Turn(Tools tools, Job job, Duration phase) {
        this.tools = tools;
        this.job = job;
        this.phase = phase;
    }

    Job job() {
        return job;
    }

    /** Succeeds when what runs now has ended; at once when nothing runs. */
    Future<Void> running() {
        return running;
    }

    /**
     * Has the first run wait for the end of one of the same command, which another turn began: never two at a time.
     *
     * @param other what runs now
     */
    void startAfter(Future<Void> other) {
        running = other;
        startAfterChange();
        other.onComplete(ended -> goOn());
    }

    /** Runs now, and then at its interval. */
    void start() {
        ask();
        timer = tools.vertx().setTimer(Math.max(1, phase.toMillis()), first -> {
            due();
            timer = tools.vertx().setPeriodic(job.every().toMillis(), next -> due());
        });
    }

    /** The same for a job that came up while others ran: what was just installed may not be complete. */
    void startAfterChange() {
        looks = 0;
        start();
    }

    /** Takes a job that runs the same command at the same pace for other probes, and runs it for them. */
    void replace(Job other) {
        job = other;
        ask();
    }

    /** Runs now, or right after the run that goes on now: that one may have begun before the change. */
    void ask() {
        if (running.isComplete()) {
            run();
        } else {
            again = true;
        }
    }

    /** Runs now, for something has changed on the disk, and looks again a little later. */
    void askAfterChange() {
        looks = 0;
        looking = false;
        tools.vertx().cancelTimer(lookTimer);
        ask();
    }

    /** Runs no more; what runs now ends without being heard. */
    void cancel() {
        cancelled = true;
        again = false;
        tools.vertx().cancelTimer(timer);
        tools.vertx().cancelTimer(lookTimer);
    }

    private void due() {
        if (running.isComplete()) {
            run();
        } else if (!overdue && isLate()) {
            overdue = true;
            Overdue outcome = new Overdue("overdue: the last run still waits for a worker or has not ended");
            tools.sink().accept(tools.prober().unasked(job.probes(), outcome));
        }
    }

    private boolean isLate() {
        Duration patience = job.every().multipliedBy(LATE_TURNS_MAX).plus(job.timeout());
        return System.nanoTime() - answeredNanos > patience.toNanos();
    }

    private void run() {
        again = false;
        Job asked = job;
        ProbeCounters counters = tools.prober().counters();
        counters.waits();
        running = tools.workers()
                .run(() -> counters.busy(() -> tools.prober().read(asked.command(), asked.timeout(), asked.probes())))
                .map(readings -> {
                    heard(asked, readings);
                    return (Void) null;
                })
                .recover(e -> {
                    // Only a defect of ours comes here: what a command does is a reading. The job goes on.
                    // Not its arguments, which may hold a secret.
                    log.error("run failed program={}", value(asked.command().program()), e);
                    return Future.succeededFuture();
                });
        running.onSuccess(v -> goOn());
    }

    private void heard(Job asked, List<Reading> readings) {
        overdue = false;
        answeredNanos = System.nanoTime();
        // Probes that were replaced meanwhile are not asked about any more; those that took their place are asked next.
        if (cancelled || !asked.equals(job)) {
            return;
        }
        lookAfter(readings);
        if (!readings.isEmpty()) {
            tools.sink().accept(readings);
        }
    }

    private void lookAfter(List<Reading> readings) {
        if (again || looking) {
            return;
        }
        if (looks == 0 || (looks < LOOKING_AFTER.size() && anyFailed(readings))) {
            looking = true;
            lookTimer = tools.vertx().setTimer(LOOKING_AFTER.get(looks).toMillis(), look -> {
                looking = false;
                ask();
            });
            looks++;
        } else {
            looks = LOOKING_AFTER.size();
        }
    }

    private void goOn() {
        if (again) {
            run();
        }
    }

    private static boolean anyFailed(List<Reading> readings) {
        // Nothing to tell: it was found and tells no version yet, for its other files may still land.
        return readings.isEmpty() || readings.stream().anyMatch(reading -> reading.outcome() instanceof Failed);
    }
}
