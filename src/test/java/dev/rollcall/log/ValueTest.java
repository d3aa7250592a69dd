package dev.rollcall.log;

import static dev.rollcall.log.Value.text;
import static dev.rollcall.log.Value.value;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTest {

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "1.2.3-rc1+b2", "/usr/bin/x", "größer", "java@usr-lib"})
    void leavesAloneWhatReadsAsOneValue(String plain) {
        assertThat(value(plain)).hasToString(plain);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a b, `\"a b\"`",
                "a=b, `\"a=b\"`",
                "say \"hi\", `\"say \\\"hi\\\"\"`",
                "back\\slash, `\"back\\\\slash\"`",
                "`no\u00a0break`, `\"no\u00a0break\"`",
            })
    void quotesWhatWouldReadAsMore(String plain, String shown) {
        assertThat(value(plain)).hasToString(shown);
    }

    @Test
    void keepsEverythingOnOneLine() {
        String hostile = "a\nFATAL b\r\u2028\u2029\u0085\u001b[31m\u202e\ud800\0\t";

        String shown = value(hostile).toString();

        assertThat(shown).isEqualTo("\"a\\nFATAL b\\r\\u2028\\u2029\\u0085\\u001b[31m\\u202e\\ud800\\u0000\\t\"");
    }

    @Test
    void quotesWordsAlwaysAndNothingToo() {
        assertThat(text("busy")).hasToString("\"busy\"");
        assertThat(value("")).hasToString("\"\"");
        assertThat(value(null)).hasToString("null");
        assertThat(value(7)).hasToString("7");
    }
}
