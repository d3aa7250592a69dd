package dev.rollcall.collect;

import dev.rollcall.probe.Command;
import dev.rollcall.watch.Interests;
import dev.rollcall.watch.News;
import dev.rollcall.watch.Watch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the scheduler's jobs in step with what is installed: looks at once, then again at its interval and whenever the
 * watch has news. Lives on one event loop; looks on {@code disk}.
 */
final class Discovery {
    private static final Logger log = LoggerFactory.getLogger(Discovery.class);
    /** A look costs some 10 ms of one processor: no more than a thousandth of it, however short the interval is. */
    static final Duration EVERY_MIN = Duration.ofSeconds(10);
    /** A package manager renames within milliseconds; a person who waits for the page does not see a twentieth. */
    private static final Duration QUIET = Duration.ofMillis(50);
    /** While a file is being written without a pause, a look now and then. */
    private static final Duration LONGEST = Duration.ofMillis(500);
    /** An unpacked archive has many files; the last of them may be the program. */
    private static final Duration UNPACKED = Duration.ofMillis(200);
    /** During a long installation, a look each second. */
    private static final Duration INSTALLING = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final WorkerExecutor disk;
    private Supplier<Plan> plan;
    private final Machine machine;
    private final Scheduler scheduler;
    private Optional<Watch> watch;
    private final Debounce<Command> asking;
    private final Debounce<String> looking;
    private Interests last = Interests.NONE;
    private Future<Void> look = Future.succeededFuture();
    private boolean stopped;
    private long timer = -1;

    /** What a look has found. */
    private record Found(List<Job> jobs, Interests interests, boolean watchesMore) {}

    /**
     * Makes one that does not look yet.
     *
     * @param plan looks on the disk
     * @param watch told what to watch for; its news go to {@link #heard}; closed by its owner
     */
    Discovery(
            Vertx vertx,
            WorkerExecutor disk,
            Supplier<Plan> plan,
            Machine machine,
            Scheduler scheduler,
            Optional<Watch> watch) {
        this.vertx = vertx;
        this.disk = disk;
        this.plan = plan;
        this.machine = machine;
        this.scheduler = scheduler;
        this.watch = watch;
        this.asking = new Debounce<>(vertx, QUIET, LONGEST, command -> scheduler.askAfterChange(Set.of(command)));
        this.looking = new Debounce<>(vertx, UNPACKED, INSTALLING, what -> lookAgain());
    }

    /**
     * Looks, starts what it finds, and looks again at the interval.
     *
     * @return succeeds when it is known what to ask; the future in it when each job has run once
     */
    Future<Future<Void>> start(Duration every) {
        Future<Future<Void>> first = look();
        look = first.mapEmpty();
        return first.onSuccess(v -> lookEvery(every));
    }

    /**
     * Works by another plan from now on: looks at once, be it after a look that goes on, and then at the interval.
     *
     * @param otherPlan looks on the disk
     * @param otherWatch as in the constructor; the one before is told nothing more
     * @return as {@link #start}; when it fails, the next look has the plan's jobs followed
     */
    Future<Future<Void>> replan(Supplier<Plan> otherPlan, Optional<Watch> otherWatch, Duration every) {
        plan = otherPlan;
        watch = otherWatch;
        last = otherWatch.isPresent() ? last : Interests.NONE;
        Future<Future<Void>> next = look.otherwiseEmpty().compose(v -> look());
        look = next.mapEmpty();
        lookEvery(every);
        return next;
    }

    private void lookEvery(Duration every) {
        vertx.cancelTimer(timer);
        if (!stopped) {
            Duration pause = every.compareTo(EVERY_MIN) < 0 ? EVERY_MIN : every;
            timer = vertx.setPeriodic(pause.toMillis(), again -> lookAgain());
        }
    }

    /** Takes news of the watch. */
    void heard(News news) {
        news.commands().forEach(asking::touch);
        if (news.lookAgain()) {
            looking.touch("look");
        }
    }

    /** Looks no more; succeeds when a look that goes on has ended. */
    Future<Void> stop() {
        stopped = true;
        vertx.cancelTimer(timer);
        asking.stop();
        looking.stop();
        return look.otherwiseEmpty();
    }

    private void lookAgain() {
        if (stopped) {
            return;
        }
        if (!look.isComplete()) {
            // Asked for during a look, which may have passed by already what changed.
            looking.touch("look");
            return;
        }
        look = look().<Void>mapEmpty().onFailure(e -> log.error("looking for programs failed", e));
    }

    private Interests interests(Plan found, List<Job> jobs) {
        return Interests.of(
                jobs.stream().map(Job::command).toList(), machine.path(), found.places(), found.programFolders());
    }

    private Future<Future<Void>> look() {
        Supplier<Plan> planNow = plan;
        Optional<Watch> watchNow = watch;
        return disk.executeBlocking(() -> {
                    Plan found = planNow.get();
                    List<Job> jobs = Job.of(found.probes());
                    // Watched before anything runs: what changes after the run is seen.
                    Interests interests = watchNow.isPresent() ? interests(found, jobs) : Interests.NONE;
                    boolean more = watchNow.isPresent() && watchNow.get().follow(interests);
                    return new Found(jobs, interests, more);
                })
                .map(found -> {
                    if (found.watchesMore()) {
                        // What came between the look and the watch was seen by neither.
                        looking.touch("look");
                    }
                    // As when a folder that stands early on the path became another one.
                    Set<Command> moved = found.interests().movedSince(last);
                    last = found.interests();
                    Future<Void> firstRuns = scheduler.follow(found.jobs());
                    scheduler.askAfterChange(moved);
                    return firstRuns;
                });
    }
}
