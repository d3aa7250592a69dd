package dev.rollcall.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.extract.Extraction.None;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What has numbers and no version of the program that was asked: {@code none.txt}, made up after the usual forms. Each output
 * begins with a line of the program's name and its exit code, if that is not 0, and ends at a line of {@code ====}.
 */
class NoVersionTest {
    private final Extractor extractor = new Extractor();

    @ParameterizedTest
    @MethodSource
    void inventsNone(String recorded) {
        // given
        String[] head = recorded.lines().findFirst().orElseThrow().split(" ", 2);
        String printed = recorded.substring(recorded.indexOf('\n') + 1) + '\n';
        int exit = head.length > 1 ? Integer.parseInt(head[1]) : 0;

        // then: on either stream
        assertThat(extractor.extract(Program.named(head[0]), new Output(printed, "", exit), null))
                .isInstanceOf(None.class);
        assertThat(extractor.extract(Program.named(head[0]), new Output("", printed, exit), null))
                .isInstanceOf(None.class);
    }

    static Stream<String> inventsNone() throws IOException {
        try (InputStream in = NoVersionTest.class.getResourceAsStream("none.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("\\R====\\R"));
        }
    }
}
