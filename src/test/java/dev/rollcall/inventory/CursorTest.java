package dev.rollcall.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;

class CursorTest {

    @ParameterizedTest
    @CsvSource({
        "e1-0, e1, 0",
        "0-1, 0, 1",
        "lq3x9k2a-42, lq3x9k2a, 42",
        "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz-999999999999999999, zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz, 999999999999999999",
    })
    void readsWhatItWrote(String text, String epoch, long seq) {
        assertThat(Cursor.parse(text)).contains(new Cursor(epoch, seq));
        assertThat(new Cursor(epoch, seq)).hasToString(text);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @MethodSource("hostile")
    void takesAnythingElseForNothing(String text) {
        assertThat(Cursor.parse(text)).isEmpty();
    }

    static Stream<String> hostile() {
        return Stream.of(
                " ",
                "-",
                "e1",
                "e1-",
                "-1",
                "1",
                "e1-1 ",
                " e1-1",
                "e1 -1",
                "e1- 1",
                "e1--1",
                "e1-+1",
                "e1-01",
                "e1-00",
                "e1-1.0",
                "e1-1e3",
                "e1-0x1",
                "e1-1-1",
                "E1-1",
                "e_1-1",
                "é1-1",
                "e1-1\n",
                "e1-1\r\ndata: x",
                "e1\n-1",
                "e1-1\0",
                "\0",
                "e1-١",
                "e1-１",
                "e１-1",
                "e1‐1",
                "\uFEFFe1-1",
                "e1-1000000000000000000",
                "e1-9223372036854775807",
                "e1-9223372036854775808",
                "e1-99999999999999999999999999999",
                "e".repeat(33) + "-1",
                "e".repeat(1_000_000) + "-1",
                "e1-" + "1".repeat(1_000_000),
                "null",
                "undefined",
                "../../etc/passwd",
                "' OR 1=1 --");
    }

    @Test
    void refusesWhatCouldNotBeReadBack() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cursor("e1", -1))
                .withMessageStartingWith("cursor: found e1--1; must be ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cursor("e1", 1_000_000_000_000_000_000L))
                .withMessageContaining("found e1-1000000000000000000;");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cursor("e-1", 1))
                .withMessageContaining("found e-1-1;");
        assertThatIllegalArgumentException().isThrownBy(() -> new Cursor("", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Cursor("e\n", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Cursor("e".repeat(33), 1));
    }
}
