package dev.rollcall.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.history.Moment.ByClock;
import dev.rollcall.history.Moment.ByNumber;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T19:00:00Z, 2026-11-22T19:00:00Z",
        "2026-11-22T19:00:00.123456Z, 2026-11-22T19:00:00.123456Z",
        "2026-11-22T19:00:00+02:00, 2026-11-22T17:00:00Z",
        "2026-11-22, 2026-11-22T00:00:00Z",
        "2024-02-29, 2024-02-29T00:00:00Z",
        "0000-01-01, 0000-01-01T00:00:00Z",
        "24h, 2026-11-21T20:00:00Z",
        "7d, 2026-11-15T20:00:00Z",
        "500ms, 2026-11-22T19:59:59.500Z",
        "999999999999d, 1970-01-01T00:00:00Z",
    })
    void readsTimes(String text, Instant moment) {
        assertThat(Moments.parse(text, "rig", NOW)).isEqualTo(new ByClock(moment));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "42, 42", "rig-7, 7", "999999999999999999, 999999999999999999"})
    void readsNumbersAndIdsOfEvents(String text, long seq) {
        assertThat(Moments.parse(text, "rig", NOW)).isEqualTo(new ByNumber(seq));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+1",
                "007",
                "1e3",
                "1000000000000000000",
                "yesterday",
                "24 h",
                "24H",
                "2026-11",
                "2026-1-2",
                "2026-02-30",
                "2026-11-22Z",
                "-2026-11-22",
                "2026-11-22T19:00:00",
                "+999999999-01-01T00:00:00Z",
                "-2026-11-22T19:00:00Z",
                "rig-",
                "rig--7",
                "rig-07",
                "٣"
            })
    void refusesAnythingElseAndSaysWhat(String text) {
        assertThatThrownBy(() -> Moments.parse(text, "rig", NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("found \"" + text + "\"; must be ");
    }

    @Test
    void refusesAnIdOfAnotherNumbering() {
        assertThatThrownBy(() -> Moments.parse("other-7", "rig", NOW))
                .hasMessage("found \"other-7\"; must be an id of the numbering rig");
    }

    @Test
    void repeatsNoMoreOfAHostileTextThanItsBeginning() {
        assertThatThrownBy(() -> Moments.parse("x".repeat(100_000), "rig", NOW))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void countsInMillisecondsThatAreNotBeforeTheInstant() {
        assertThat(Moments.millis(Instant.ofEpochSecond(1, 0))).isEqualTo(1_000);
        assertThat(Moments.millis(Instant.ofEpochSecond(1, 1))).isEqualTo(1_001);
        assertThat(Moments.millis(Instant.ofEpochSecond(-1, 1))).isEqualTo(-999);
        assertThat(Moments.millis(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(Moments.millis(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n0", "n42", "t1795377674001.30", "t-5.3", "t0.0"})
    void aPageCursorSaysTheSameBothWays(String text) {
        assertThat(PageCursor.parse(text).orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n",
                "n-1",
                "n01",
                "n1000000000000000000",
                "t1",
                "t1.",
                "t.1",
                "t-0.1",
                "t1.1.1",
                "n1 ",
                " n1",
                "N1",
                "n1\n",
                "t1.1;DROP TABLE change",
                "n٣"
            })
    void aPageCursorThatNobodyGaveOutIsNone(String text) {
        assertThat(PageCursor.parse(text)).isEmpty();
    }
}
