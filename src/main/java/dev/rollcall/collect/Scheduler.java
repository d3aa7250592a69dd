package dev.rollcall.collect;

import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Gone;
import dev.rollcall.probe.Command;
import dev.rollcall.probe.Probe;
import dev.rollcall.probe.Prober;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs each job at once and then at its interval, spread so that they do not all fall on the same moment; never two runs
 * of a job at a time. Lives on one event loop; the runs are on {@code workers}, which bound how many go on at once.
 */
final class Scheduler {
    private final Turn.Tools tools;
    private final Map<Pace, Turn> turns = new LinkedHashMap<>();
    /** Cancelled ones that still run. */
    private final List<Turn> ending = new ArrayList<>();

    private boolean followed;
    private boolean stopped;

    /** What a turn is known by: {@link Job#of} makes one job of all probes that have it in common. */
    private record Pace(Command command, Duration every, Duration timeout) {
        static Pace of(Job job) {
            return new Pace(job.command(), job.every(), job.timeout());
        }
    }

    /** @param sink takes the readings, on the event loop that calls {@link #follow} */
    Scheduler(Vertx vertx, Workers workers, Prober prober, Consumer<List<Reading>> sink) {
        this.tools = new Turn.Tools(vertx, workers, prober, readings -> {
            if (!stopped) {
                sink.accept(readings);
            }
        });
    }

    /**
     * Makes {@code jobs} what is run from now on: those that run already keep their turn, new ones run at once, those that
     * are not among them any more are cancelled, and what they run is not heard. A job whose probes alone have changed
     * keeps its turn and runs at once. For the first jobs, for discovery and for a new configuration alike.
     *
     * @return succeeds when each of the new jobs has run once, or what ran of its command before has ended
     */
    Future<Void> follow(List<Job> jobs) {
        if (stopped) {
            // Stopped while it was still being found out what to ask.
            return Future.succeededFuture();
        }
        Map<Pace, Turn> before = new LinkedHashMap<>(turns);
        List<Probe> askedBefore = probes();
        turns.clear();
        tools.prober().counters().book().asks(probes(jobs.stream()));
        tools.prober()
                .counters()
                .asks(probes(jobs.stream()).stream()
                        .map(probe -> probe.subject().key().packageName())
                        .toList());
        List<Turn> added = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            Job job = jobs.get(i);
            Turn turn = before.remove(Pace.of(job));
            if (turn == null) {
                turn = new Turn(tools, job, phase(job.every(), i, jobs.size()));
                added.add(turn);
            } else if (!turn.job().equals(job)) {
                turn.replace(job);
            }
            turns.put(Pace.of(job), turn);
        }
        before.values().forEach(Turn::cancel);
        takeOffTheBoard(askedBefore, probes(jobs.stream()));
        ending.removeIf(turn -> turn.running().isComplete());
        ending.addAll(before.values());
        added.forEach(this::start);
        followed = true;
        return running(added);
    }

    private void start(Turn turn) {
        Optional<Turn> same = ending.stream()
                .filter(one -> one.job().command().equals(turn.job().command()))
                .findFirst();
        if (same.isPresent()) {
            turn.startAfter(same.get().running());
        } else if (followed) {
            turn.startAfterChange();
        } else {
            turn.start();
        }
    }

    /** What nobody asks about any more is not shown on with its last version. */
    private void takeOffTheBoard(List<Probe> before, List<Probe> now) {
        Set<EntryKey> asked = now.stream().map(probe -> probe.subject().key()).collect(Collectors.toSet());
        // Also of a turn that goes on for others: a command may be shared.
        List<Probe> gone = before.stream()
                .filter(probe -> !asked.contains(probe.subject().key()))
                .toList();
        if (!gone.isEmpty()) {
            tools.sink().accept(tools.prober().unasked(gone, new Gone()));
        }
    }

    /** Runs the jobs of these commands now, for something has changed on the disk that they depend on. */
    void askAfterChange(Set<Command> commands) {
        if (!stopped) {
            turns.values().stream()
                    .filter(turn -> commands.contains(turn.job().command()))
                    .forEach(Turn::askAfterChange);
        }
    }

    /** Whether it is known what to ask. */
    boolean isFollowing() {
        return followed;
    }

    /** What is asked about now. */
    List<Probe> probes() {
        return probes(turns.values().stream().map(Turn::job));
    }

    boolean isStopped() {
        return stopped;
    }

    /** Starts no more runs; succeeds when the running ones have ended. */
    Future<Void> stop() {
        stopped = true;
        turns.values().forEach(Turn::cancel);
        ending.addAll(turns.values());
        return running(ending);
    }

    /** When the {@code index}-th of {@code count} jobs has its turn within the interval; more than zero. */
    static Duration phase(Duration every, int index, int count) {
        return every.multipliedBy(index + 1L).dividedBy(count);
    }

    private static List<Probe> probes(Stream<Job> jobs) {
        return jobs.flatMap(job -> job.probes().stream()).toList();
    }

    private static Future<Void> running(List<Turn> turns) {
        return Future.join(turns.stream().map(Turn::running).toList()).mapEmpty();
    }
}
