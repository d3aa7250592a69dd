package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettingTest {
    private static final Setting<Integer> WORKERS = new Setting<>("workers", 4, 1, 256);
    private static final Setting<Duration> TIMEOUT =
            new Setting<>("timeout", Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMinutes(10));
    private static final Setting<ByteSize> OUTPUT =
            new Setting<>("output", ByteSize.ofKiB(64), ByteSize.ofKiB(1), ByteSize.ofKiB(2048));

    @Test
    void allowsItsBoundsAndNothingOutside() {
        assertThat(WORKERS.allows(0)).isFalse();
        assertThat(WORKERS.allows(1)).isTrue();
        assertThat(WORKERS.allows(256)).isTrue();
        assertThat(WORKERS.allows(257)).isFalse();
    }

    @Test
    void saysItsRuleAsItIsWrittenInTheFile() {
        assertThat(WORKERS.rule()).isEqualTo("from 1 to 256");
        assertThat(TIMEOUT.rule()).isEqualTo("from 100ms to 10m");
        assertThat(OUTPUT.rule()).isEqualTo("from 1KiB to 2MiB");
    }

    @Test
    void handsBackAValueThatItAllows() {
        assertThat(TIMEOUT.check(Duration.ofMinutes(10))).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void refusesAValueWithItsKeyTheValueAndTheRule() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TIMEOUT.check(Duration.ofMinutes(11)))
                .withMessage("timeout: found 11m; must be from 100ms to 10m");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TIMEOUT.check(Duration.ofDays(999_999_999_999L)))
                .withMessage("timeout: found 999999999999d; must be from 100ms to 10m");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OUTPUT.check(new ByteSize(1023)))
                .withMessage("output: found 1023B; must be from 1KiB to 2MiB");
    }

    @Test
    void takesTheBoundsThemselvesAsDefault() {
        assertThat(new Setting<>("workers", 1, 1, 1).allows(1)).isTrue();
    }

    @Test
    void refusesADefaultOutsideItsBounds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Setting<>("workers", 0, 1, 256))
                .withMessage("workers: default 0 is outside 1 to 256");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Setting<>("workers", 257, 1, 256))
                .withMessage("workers: default 257 is outside 1 to 256");
    }
}
