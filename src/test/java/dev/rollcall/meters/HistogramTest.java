package dev.rollcall.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram(List.of(Duration.ofMillis(1), Duration.ofMillis(10)));

    @Test
    void countsWhatIsAsLongAsABoundBelowIt() {
        histogram.record(0);
        histogram.record(1_000_000);
        histogram.record(1_000_001);
        histogram.record(10_000_000);
        histogram.record(10_000_001);

        assertThat(histogram.counts()).containsExactly(2, 2, 1);
        assertThat(histogram.count()).isEqualTo(5);
        assertThat(histogram.sumNanos()).isEqualTo(22_000_002);
    }

    @Test
    void countsWhatAClockThatRunsBackMakesNegativeAsNothing() {
        histogram.record(-5);

        assertThat(histogram.counts()).containsExactly(1, 0, 0);
        assertThat(histogram.sumNanos()).isZero();
    }

    @Test
    void refusesBoundsThatDoNotAscend() {
        assertThatThrownBy(() -> new Histogram(List.of(Duration.ofMillis(2), Duration.ofMillis(2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must ascend");
    }

    @Test
    void isToldToPrometheusInSeconds() {
        histogram.record(2_000_000);

        var point = new HistogramSeries("x_seconds", "help", histogram)
                .collect()
                .getDataPoints()
                .get(0);

        assertThat(point.getSum()).isEqualTo(0.002);
        assertThat(point.getClassicBuckets().getUpperBound(1)).isEqualTo(0.01);
        assertThat(point.getClassicBuckets().getCount(1)).isEqualTo(1);
        assertThat(point.getClassicBuckets().getUpperBound(2)).isInfinite();
    }
}
