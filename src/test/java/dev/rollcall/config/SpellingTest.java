package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final List<String> WORDS =
            List.of("every", "timeout", "workers", "host", "http", "port", "clientsPerAddress", "gcc", "g++");

    @ParameterizedTest
    @CsvSource({
        "evry, every",
        "timeuot, timeout",
        "Timeout, timeout",
        "time-out, timeout",
        "wrokesr, workers",
        "hsot, host",
        "HTTP, http",
        "prot, port",
        "clientsperadress, clientsPerAddress",
    })
    void findsTheWordThatWasMeant(String written, String meant) {
        assertThat(Spelling.nearest(written, WORDS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"''", "' '", "interval", "timo", "xx", "a", "gc", "wookies"})
    void keepsSilentWhereNoneIsNear(String written) {
        assertThat(Spelling.nearest(written, WORDS)).isEmpty();
    }

    @Test
    void takesNoTimeForWhatNobodyMeant() {
        assertThat(Spelling.nearest("x".repeat(1_000_000), List.of("x".repeat(999_999))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ab, ba, 1", "abc, abc, 0", "'', abc, 3", "abcd, badc, 2", "kitten, sitting, 3", "ca, abc, 3"})
    void countsTwoLettersThatChangedPlacesAsOneMistake(String a, String b, int mistakes) {
        assertThat(Spelling.mistakes(a, b)).isEqualTo(mistakes);
    }
}
