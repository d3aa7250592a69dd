package dev.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProbeCountersTest {
    private static final Duration TOOK = Duration.ofMillis(20);

    private final ProbeCounters counters = new ProbeCounters();

    @Test
    void countsTheRunsOfEachPackageThatIsAskedAbout() {
        counters.asks(List.of("nginx", "shop"));

        counters.ran("nginx", RunOutcome.OK, TOOK);
        counters.ran("nginx", RunOutcome.TIMEOUT, TOOK.multipliedBy(3));
        counters.ran("not asked about", RunOutcome.OK, TOOK);

        assertThat(counters.packages()).containsOnlyKeys("nginx", "shop");
        PackageRuns nginx = counters.packages().get("nginx");
        assertThat(nginx.count(RunOutcome.OK)).isEqualTo(1);
        assertThat(nginx.count(RunOutcome.TIMEOUT)).isEqualTo(1);
        assertThat(nginx.count()).isEqualTo(2);
        assertThat(nginx.took()).isEqualTo(TOOK.multipliedBy(4));
        assertThat(nginx.longest()).isEqualTo(TOOK.multipliedBy(3));
        assertThat(counters.packages().get("shop").count()).isZero();
    }

    @Test
    void forgetsAPackageThatIsNotAskedAboutAnyMoreAndKeepsTheOthers() {
        counters.asks(List.of("nginx", "shop"));
        counters.ran("nginx", RunOutcome.OK, TOOK);

        counters.asks(List.of("nginx", "till"));

        assertThat(counters.packages()).containsOnlyKeys("nginx", "till");
        assertThat(counters.packages().get("nginx").count()).isEqualTo(1);
    }

    @Test
    void countsTogetherWhatIsTooManyAndWhateverHasTheNameOfThat() {
        List<String> many = IntStream.range(0, 2_000).mapToObj(i -> "p" + i).toList();
        counters.asks(many);
        counters.ran("p0", RunOutcome.OK, TOOK);
        counters.ran("p1500", RunOutcome.OK, TOOK);
        counters.ran("p1999", RunOutcome.OK, TOOK);

        assertThat(counters.packages()).hasSize(ProbeCounters.PACKAGES_MAX + 1).containsKeys("p0", "other");
        assertThat(counters.packages().get("other").count()).isEqualTo(2);

        // Whoever has a place keeps it, wherever it stands.
        counters.asks(IntStream.range(0, 2_000).mapToObj(i -> "p" + (1_999 - i)).toList());
        assertThat(counters.packages().get("p0").count()).isEqualTo(1);

        counters.asks(List.of("other", "p0"));
        counters.ran("other", RunOutcome.MISSING, Duration.ZERO);
        assertThat(counters.packages()).containsOnlyKeys("other", "p0");
        assertThat(counters.packages().get("other").count(RunOutcome.MISSING)).isEqualTo(1);
    }

    @Test
    void knowsHowManyCommandsWaitAndRun() throws Exception {
        counters.waits();
        counters.waits();

        int busy = counters.busy(counters::busy);

        assertThat(busy).isEqualTo(1);
        assertThat(counters.busy()).isZero();
        assertThat(counters.waiting()).isEqualTo(1);
    }
}
