package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource({
        "0ms, PT0S, 0ms",
        "0d, PT0S, 0ms",
        "1ms, PT0.001S, 1ms",
        "500ms, PT0.5S, 500ms",
        "1500ms, PT1.5S, 1500ms",
        "2000ms, PT2S, 2s",
        "5s, PT5S, 5s",
        "007s, PT7S, 7s",
        "60s, PT1M, 1m",
        "90s, PT1M30S, 90s",
        "1m, PT1M, 1m",
        "61m, PT1H1M, 61m",
        "12h, PT12H, 12h",
        "24h, PT24H, 1d",
        "30d, PT720H, 30d",
        "999999999999ms, PT999999999.999S, 999999999999ms",
        "999999999999d, PT23999999999976H, 999999999999d",
    })
    void readsADurationAndSaysItInTheLargestUnit(String text, Duration duration, String said) {
        assertThat(Units.duration(text)).contains(duration);
        assertThat(Units.text(duration)).isEqualTo(said);
        assertThat(Units.duration(said)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "5",
                "s",
                "5 s",
                " 5s",
                "5s ",
                "5s\n",
                "-5s",
                "+5s",
                "1.5s",
                "1,5s",
                "5S",
                "5M",
                "5sec",
                "1m30s",
                "PT5S",
                "5us",
                "1w",
                "1e3s",
                "٥s",
                "５s",
                "1000000000000s",
                "99999999999999999999s"
            })
    void refusesWhatIsNoDuration(String text) {
        assertThat(Units.duration(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0B, 0, 0B",
        "512B, 512, 512B",
        "1024B, 1024, 1KiB",
        "1500B, 1500, 1500B",
        "1KiB, 1024, 1KiB",
        "64KiB, 65536, 64KiB",
        "1024KiB, 1048576, 1MiB",
        "1536KiB, 1572864, 1536KiB",
        "2MiB, 2097152, 2MiB",
        "999999999999MiB, 1048575999998951424, 999999999999MiB",
    })
    void readsASizeAndSaysItInTheLargestUnit(String text, long bytes, String said) {
        assertThat(Units.size(text)).contains(new ByteSize(bytes));
        assertThat(new ByteSize(bytes)).hasToString(said);
        assertThat(Units.size(said)).contains(new ByteSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "64",
                "B",
                "64 KiB",
                "64KiB ",
                "-1B",
                "0.5MiB",
                "64KB",
                "64kib",
                "64K",
                "1GiB",
                "64KiB\n",
                "٦KiB",
                "1000000000000B"
            })
    void refusesWhatIsNoSize(String text) {
        assertThat(Units.size(text)).isEmpty();
    }

    @Test
    void saysNothingOfWhatIsShorterThanAMillisecond() {
        assertThat(Units.text(Duration.ofNanos(999_999))).isEqualTo("0ms");
        assertThat(Units.text(Duration.ofNanos(1_000_999_999))).isEqualTo("1s");
    }

    @Test
    void ordersSizesByTheirBytes() {
        assertThat(new ByteSize(1023)).isLessThan(ByteSize.ofKiB(1));
        assertThat(ByteSize.ofKiB(1)).isEqualByComparingTo(new ByteSize(1024));
    }
}
