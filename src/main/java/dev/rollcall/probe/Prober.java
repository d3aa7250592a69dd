package dev.rollcall.probe;

import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Outcome;
import dev.rollcall.inventory.Snapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Runs a command once and makes a reading of it for each probe that asks by it. Blocks; any number of workers at once. */
public final class Prober {
    private final CommandRunner runner;
    private final Clock clock;
    private final Supplier<Snapshot> board;
    private final Interpreter interpreter = new Interpreter();
    private final ListingInterpreter listings = new ListingInterpreter(interpreter);

    /**
     * Runs with {@code runner}, which stays its owner's to close, and dates readings by {@code clock}.
     *
     * @param board the state now, which says what a listing is known to have listed
     */
    public Prober(CommandRunner runner, Clock clock, Supplier<Snapshot> board) {
        this.runner = runner;
        this.clock = clock;
        this.board = board;
    }

    /**
     * Runs {@code command} and reads it for each of {@code probes}.
     *
     * @return a reading per probe, of a listing one per entry, or none at all when Rollcall is shutting down: a run that we cut short ourselves says
     *     nothing about the package
     */
    public List<Reading> read(Command command, Duration timeout, List<Probe> probes) {
        Run run = runner.run(command, timeout);
        if (run instanceof Run.Cancelled) {
            return List.of();
        }
        Instant now = clock.instant();
        return probes.stream()
                .flatMap(probe -> probe.isListing()
                        ? listings.readings(probe, run, board.get(), now).stream()
                        : Stream.of(new Reading(probe.subject(), interpreter.outcome(probe, run), now, run.took())))
                .toList();
    }

    /** The readings of a turn in which no command ran, on any thread: {@code outcome} for all that each probe asks about. */
    public List<Reading> unasked(List<Probe> probes, Outcome outcome) {
        Instant now = clock.instant();
        return probes.stream()
                .flatMap(probe -> probe.isListing()
                        ? listings.readings(probe, outcome, board.get(), now).stream()
                        : Stream.of(new Reading(probe.subject(), outcome, now, Duration.ZERO)))
                .toList();
    }
}
