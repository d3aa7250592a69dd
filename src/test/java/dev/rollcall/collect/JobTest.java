package dev.rollcall.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Subject;
import dev.rollcall.probe.Command;
import dev.rollcall.probe.Probe;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Test
    void joinsProbesThatAskByTheSameCommandAtTheSamePace() {
        // given
        Probe shop = probe("shop", MINUTE, TIMEOUT, "list", "--all");
        Probe till = probe("till", MINUTE, TIMEOUT, "list", "--all");

        // when
        List<Job> jobs = Job.of(List.of(shop, till));

        // then
        assertThat(jobs)
                .containsExactly(new Job(new Command(List.of("list", "--all")), MINUTE, TIMEOUT, List.of(shop, till)));
    }

    @Test
    void keepsProbesApartThatDifferInCommandIntervalOrTimeOut() {
        // given
        List<Probe> probes = List.of(
                probe("shop", MINUTE, TIMEOUT, "list", "--all"),
                probe("arguments", MINUTE, TIMEOUT, "list"),
                probe("spaces", MINUTE, TIMEOUT, "list --all"),
                probe("every", HOUR, TIMEOUT, "list", "--all"),
                probe("timeout", MINUTE, TIMEOUT.plusSeconds(1), "list", "--all"));

        // when
        List<Job> jobs = Job.of(probes);

        // then
        assertThat(jobs)
                .extracting(Job::probes)
                .containsExactlyElementsOf(probes.stream().map(List::of).toList());
    }

    @Test
    void standsInTheOrderOfTheFirstProbeOfEachJob() {
        // given
        Probe first = probe("first", MINUTE, TIMEOUT, "a");
        Probe second = probe("second", MINUTE, TIMEOUT, "b");
        Probe third = probe("third", MINUTE, TIMEOUT, "a");
        Probe fourth = probe("fourth", MINUTE, TIMEOUT, "c");

        // when
        List<Job> jobs = Job.of(List.of(first, second, third, fourth));

        // then
        assertThat(jobs)
                .extracting(Job::probes)
                .containsExactly(List.of(first, third), List.of(second), List.of(fourth));
    }

    @Test
    void hasNothingToDoForNoProbes() {
        assertThat(Job.of(List.of())).isEmpty();
    }

    private static Probe probe(String name, Duration every, Duration timeout, String... argv) {
        Subject subject = new Subject(new EntryKey("host", name), name, "Other");
        return new Probe(subject, new Command(List.of(argv)), null, every, timeout);
    }
}
