package dev.rollcall.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @MethodSource("printed")
    void takesAwayWhatIsForTerminals(String printed, String plain) {
        assertThat(PlainText.of(printed)).isEqualTo(plain);
    }

    static Stream<Arguments> printed() {
        return Stream.of(
                Arguments.of("", ""),
                Arguments.of("shop 4.2\n", "shop 4.2\n"),
                Arguments.of("\u001b[1mshop\u001b[m 4.2", "shop 4.2"),
                Arguments.of("\u001b[38;5;196mshop\u001b[0m", "shop"),
                Arguments.of("\u001b[?25lshop\u001b[?25h", "shop"),
                Arguments.of("\u001b[2K\u001b[1Gshop", "shop"),
                Arguments.of("\u001b]0;a title\u0007shop", "shop"),
                Arguments.of("\u001b]8;;https://example.org\u001b\\shop\u001b]8;;\u001b\\", "shop"),
                Arguments.of("\u001bMshop\u001bE", "shop"),
                Arguments.of("shop [1m 4.2", "shop [1m 4.2"),
                Arguments.of("\ufeffshop", "shop"),
                Arguments.of("\u001b[0m\ufeffshop", "shop"),
                Arguments.of("a\r\nb\rc\n", "a\nb\nc\n"),
                Arguments.of("a\r\r\nb", "a\n\nb"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shop 4.2\n", "a\tb\n\f", "Überraschung 4.2 – 版", "nine letters\u0001", "\n\n\n\t"})
    void takesTextForText(String plain) {
        assertThat(PlainText.isBinary(plain)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0",
                "a long line of text with a NUL at its end\0",
                "\u0001",
                "12345678\u0001",
                "1.2\uFFFD\uFFFD"
            })
    void tellsRubbishFromText(String plain) {
        assertThat(PlainText.isBinary(plain)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 1000})
    void allowsOneOddCharacterInTen(int times) {
        assertThat(PlainText.isBinary("123456789\uFFFD".repeat(times))).isFalse();
        assertThat(PlainText.isBinary("123456789\uFFFD".repeat(times) + '\uFFFD'))
                .isTrue();
    }
}
