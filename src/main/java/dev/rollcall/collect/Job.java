package dev.rollcall.collect;

import dev.rollcall.probe.Command;
import dev.rollcall.probe.Probe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Probes that ask by the same command at the same pace; it runs once for all of them.
 *
 * @param command what is run
 * @param every interval between two runs
 * @param timeout longest run
 * @param probes at least one
 */
record Job(Command command, Duration every, Duration timeout, List<Probe> probes) {

    Job {
        probes = List.copyOf(probes);
    }

    /** Joins {@code probes} into jobs, in the order of each job's first probe. */
    static List<Job> of(List<Probe> probes) {
        record Pace(Command command, Duration every, Duration timeout) {}
        Map<Pace, List<Probe>> byPace = probes.stream()
                .collect(Collectors.groupingBy(
                        probe -> new Pace(probe.command(), probe.every(), probe.timeout()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return byPace.entrySet().stream()
                .map(e -> new Job(
                        e.getKey().command(), e.getKey().every(), e.getKey().timeout(), e.getValue()))
                .toList();
    }
}
