package dev.rollcall.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final Setting SETTING = new Plan(Scale.QUICK).fanOut(10);
    private static final Summary SUMMARY = new Summary(
            "any",
            List.of(
                    row("floor", 1, 2), row("other", 1, 3),
                    row("floor", 2, 10), row("other", 2, 20),
                    row("floor", 3, 4), row("other", 3, 4)));

    @Test
    void theRatioIsTheMedianOfThoseInTheSameRounds() {
        assertThat(SUMMARY.ratio("other", Figure.P50_MILLIS)).isCloseTo(1.5, within(1e-9));
    }

    @Test
    void theMedianIsOverAllRounds() {
        assertThat(SUMMARY.median("floor", Figure.P50_MILLIS)).isEqualTo(4);
        assertThat(SUMMARY.median("other", Figure.P50_MILLIS)).isEqualTo(4);
        assertThat(SUMMARY.median("other", Figure.P99_MILLIS)).isNaN();
    }

    private static Row row(String contender, int round, double millis) {
        Figures figures = new Figures().put(Figure.P50_MILLIS, millis);
        return new Row(contender, round, SETTING, "burst:200:50", figures, "");
    }
}
