package dev.rollcall.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.re2j.Pattern;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration HANGS = Duration.ofSeconds(20);

    @Test
    void findsEachMatchAndItsGroups() throws Search.GivenUpException {
        Search search = new Search(Pattern.compile("(?<name>[a-z]+)(=(?<version>\\d+))?"), "a=1 b");
        assertThat(search.find()).isTrue();
        assertThat(search.group("version")).isEqualTo("1");
        assertThat(search.find()).isTrue();
        assertThat(search.group("name")).isEqualTo("b");
        assertThat(search.group("version")).isNull();
        assertThat(search.find()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?<version>(a+)+)$",
                "(?<version>(a|aa)*)b$",
                "(?<version>(.*a){20})$",
                "(?<version>((a*)*)*)b",
                "(?<version>[\\pL\\pN]{50})b",
                "(?<version>(?:(?:a?){10}){10})b"
            })
    void runsAPatternBuiltToExplodeInLinearTime(String pattern) {
        String text = "a".repeat(64 * 1024) + '!';
        assertThat(assertTimeoutPreemptively(HANGS, () -> new Search(Pattern.compile(pattern), text, HANGS).find()))
                .isFalse();
    }

    @Test
    void givesUpWhenEachOfManyMatchesLooksToTheEnd() {
        // given: without its end this takes hours
        Search search = new Search(Pattern.compile("(?s)(?<name>a)(?<version>b)(?:.*z)?"), "ab".repeat(1 << 20), SOON);

        // then
        assertThatThrownBy(() -> assertTimeoutPreemptively(HANGS, () -> {
                    while (search.find()) {}
                }))
                .hasRootCauseMessage("not done after PT0.05S");
    }

    @Test
    void givesUpWhenEachCharacterTakesAThousandSteps() {
        Search search = new Search(Pattern.compile("(?<version>(?:\\pL?){1000})b"), "a".repeat(1 << 20), SOON);
        assertThatThrownBy(() -> assertTimeoutPreemptively(HANGS, search::find))
                .hasRootCauseMessage("not done after PT0.05S");
    }

    @Test
    void givesUpWhenThePatternIsTooDeep() {
        Search search = new Search(Pattern.compile("(?<version>(?:(?:a?){1000}){100})b"), "aaaa", HANGS);
        assertThatThrownBy(search::find)
                .isInstanceOf(Search.GivenUpException.class)
                .hasMessage("the pattern takes too much time or memory for this output")
                .hasRootCauseInstanceOf(StackOverflowError.class);
    }
}
