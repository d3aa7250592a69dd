package dev.rollcall.probe;

import static dev.rollcall.log.Value.text;
import static dev.rollcall.log.Value.value;

import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Reading.Gone;
import dev.rollcall.inventory.Reading.Outcome;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Subject;
import dev.rollcall.probe.Probe.Origin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a command once and makes a reading of it for each probe that asks by it. Blocks; any number of workers at once. */
public final class Prober {
    private static final Logger log = LoggerFactory.getLogger(Prober.class);
    /** More than the catalogue has; after that many the log has told enough. */
    private static final int TOLD_MAX = 1_000;

    private final CommandRunner runner;
    private final Clock clock;
    private final Supplier<Snapshot> board;
    private final ProbeCounters counters;
    private final Interpreter interpreter = new Interpreter();
    private final ListingInterpreter listings = new ListingInterpreter(interpreter);
    /** Of each the log tells once. */
    private final Set<Subject> silent = ConcurrentHashMap.newKeySet();

    /**
     * Runs with {@code runner}, which stays its owner's to close, and dates readings by {@code clock}.
     *
     * @param board the state now, which says what a listing is known to have listed
     * @param counters counts the runs
     */
    public Prober(CommandRunner runner, Clock clock, Supplier<Snapshot> board, ProbeCounters counters) {
        this.runner = runner;
        this.clock = clock;
        this.board = board;
        this.counters = counters;
    }

    /** What is counted. */
    public ProbeCounters counters() {
        return counters;
    }

    /**
     * Runs {@code command} and reads it for each of {@code probes}.
     *
     * @return a reading per probe, of a listing one per entry; none of what was only found and tells no version yet, and
     *     none at all when Rollcall is shutting down: a run that we cut short ourselves says nothing about the package
     */
    public List<Reading> read(Command command, Duration timeout, List<Probe> probes) {
        Run run = runner.run(command, timeout);
        if (run instanceof Run.Cancelled) {
            return List.of();
        }
        Instant now = clock.instant();
        return probes.stream()
                .flatMap(probe -> {
                    List<Reading> readings = readings(probe, run, now);
                    RunOutcome outcome = RunOutcome.of(run, readings);
                    counters.ran(probe.subject().key().packageName(), outcome, run.took());
                    counters.book().ran(probe, outcome, run.took(), now);
                    return probe.isListing()
                            ? readings.stream()
                            : readings.stream().filter(reading -> isForTheBoard(probe, reading));
                })
                .toList();
    }

    private List<Reading> readings(Probe probe, Run run, Instant now) {
        return probe.isListing()
                ? listings.readings(probe, run, board.get(), now)
                : List.of(new Reading(probe.subject(), interpreter.outcome(probe, run), now, run.took()));
    }

    /** The readings of a turn in which no command ran, on any thread: {@code outcome} for all that each probe asks about. */
    public List<Reading> unasked(List<Probe> probes, Outcome outcome) {
        Instant now = clock.instant();
        return probes.stream()
                .flatMap(probe -> probe.isListing()
                        ? listings.readings(probe, outcome, board.get(), now).stream()
                        : Stream.of(new Reading(probe.subject(), outcome, now, Duration.ZERO))
                                .filter(reading -> isForTheBoard(probe, reading)))
                .toList();
    }

    /** Nobody asked for what was only found: as long as it tells no version, it is no news. */
    private boolean isForTheBoard(Probe probe, Reading reading) {
        boolean unknown = probe.origin() == Origin.DISCOVERED
                && !(reading.outcome() instanceof Found || reading.outcome() instanceof Gone)
                && board.get().entries().stream()
                        .noneMatch(entry -> entry.key().equals(probe.subject().key()));
        if (unknown && silent.size() < TOLD_MAX && silent.add(probe.subject())) {
            log.info(
                    "found and not shown package={} program={} outcome={}: name it in the configuration to have it shown",
                    value(probe.subject().key().packageName()),
                    // Not its arguments, which may hold a secret.
                    value(probe.command().program()),
                    text(reading.outcome().text()));
        }
        return !unknown;
    }
}
