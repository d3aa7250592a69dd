package dev.rollcall.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
    private static final EventText NAME = new EventText("versions");

    @Test
    void writesNameIdRetryAndDataEachOnALineOfItsOwn() {
        Frame frame = Frame.event(NAME, new EventText("e-7"), Duration.ofMillis(1500), "{}");

        assertThat(text(frame)).isEqualTo("event: versions\nid: e-7\nretry: 1500\ndata: {}\n\n");
    }

    @Test
    void leavesOutWhatIsNotGiven() {
        assertThat(text(Frame.event(NAME, "x"))).isEqualTo("event: versions\ndata: x\n\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a\\nb|data: a\\ndata: b\\n",
                "a\\rb|data: a\\ndata: b\\n",
                "a\\r\\nb|data: a\\ndata: b\\n",
                "a\\n\\rb|data: a\\ndata: \\ndata: b\\n",
                "a\\r\\n\\r\\nb|data: a\\ndata: \\ndata: b\\n",
                "\\n|data: \\ndata: \\n",
                "a\\n|data: a\\ndata: \\n",
                " a|data:  a\\n",
                ":a|data: :a\\n",
            })
    void splitsDataAtEachKindOfLineEnd(String data, String expected) {
        String fields = text(Frame.event(NAME, unescape(data)));

        assertThat(fields).isEqualTo("event: versions\n" + unescape(expected) + "\n");
    }

    @Test
    void emptyDataIsStillAnEvent() {
        assertThat(text(Frame.event(NAME, ""))).isEqualTo("event: versions\ndata: \n\n");
    }

    @Test
    void keepsCharactersBeyondTheBasicPlaneAndUnicodeLineSeparators() {
        String data = "\uD83D\uDC18 \u2028 \u2029 \u0085 é";

        assertThat(text(Frame.event(NAME, data))).contains("data: " + data + "\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\0b", "\n"})
    void aNameOrIdThatWouldBreakTheFramingIsRefused(String text) {
        assertThatThrownBy(() -> new EventText(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have no CR, LF or NUL");
    }

    @Test
    void aCommentIsNoEvent() {
        assertThat(text(Frame.comment())).isEqualTo(":\n\n");
    }

    @Test
    void retryAloneIsNoEvent() {
        assertThat(text(Frame.retry(Duration.ofSeconds(5)))).isEqualTo("retry: 5000\n\n");
    }

    private static String text(Frame frame) {
        return frame.bytes().toString(StandardCharsets.UTF_8);
    }

    private static String unescape(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r");
    }
}
