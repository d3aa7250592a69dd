package dev.rollcall.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PeakTest {
    private final Peak peak = new Peak(Duration.ofNanos(100), 1_000);

    @Test
    void isTheLargestOfThisSpanAndTheOneBefore() {
        peak.record(7, 1_010);
        peak.record(3, 1_090);
        assertThat(peak.value(1_099)).isEqualTo(7);

        peak.record(5, 1_100);

        assertThat(peak.value(1_199)).isEqualTo(7);
        assertThat(peak.value(1_200)).isEqualTo(5);
        assertThat(peak.value(1_300)).isZero();
    }

    @Test
    void forgetsWhatIsLongAgoAtOnce() {
        peak.record(7, 1_010);

        assertThat(peak.value(9_999)).isZero();
    }
}
