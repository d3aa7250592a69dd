package dev.rollcall.probe;

import dev.rollcall.inventory.Reading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Runs a command once and makes a reading of it for each probe that asks by it. Blocks; any number of workers at once. */
public final class Prober {
    private final CommandRunner runner;
    private final Clock clock;
    private final Interpreter interpreter = new Interpreter();

    /** Runs with {@code runner}, which stays its owner's to close, and dates readings by {@code clock}. */
    public Prober(CommandRunner runner, Clock clock) {
        this.runner = runner;
        this.clock = clock;
    }

    /**
     * Runs {@code command} and reads it for each of {@code probes}.
     *
     * @return a reading per probe, or none at all when Rollcall is shutting down: a run that we cut short ourselves says
     *     nothing about the package
     */
    public List<Reading> read(Command command, Duration timeout, List<Probe> probes) {
        Run run = runner.run(command, timeout);
        if (run instanceof Run.Cancelled) {
            return List.of();
        }
        Instant now = clock.instant();
        return probes.stream()
                .map(probe -> new Reading(probe.subject(), interpreter.outcome(probe, run), now, run.took()))
                .toList();
    }
}
