package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are no JSON object at all: one problem, at the line and column where the mending begins. */
class BrokenJsonTest {
    private static final ConfigReader READER = new ConfigReader(name -> false);

    private record Broken(String text, int line, int column, String found) {
        @Override
        public String toString() {
            return text.length() <= 60 ? text : text.substring(0, 60) + "…";
        }
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource({"syntax", "otherThanAnObject", "beyondTheParsersLimits"})
    void saysWhereTheFileIsBroken(Broken broken) {
        // when
        InvalidConfigException e =
                catchThrowableOfType(InvalidConfigException.class, () -> READER.read("rollcall.json", broken.text()));

        // then
        assertThat(e.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEmpty();
            assertThat(problem.line() + ":" + problem.column()).isEqualTo(broken.line() + ":" + broken.column());
            assertThat(problem.found()).contains(broken.found()).doesNotContain("REDACTED", "StreamReadFeature");
            assertThat(problem.rule()).contains("JSON");
            assertThat(problem.text()).startsWith("(whole file) (line ").hasLineCount(1);
        });
    }

    static Stream<Broken> syntax() {
        return Stream.of(
                new Broken("{", 1, 2, "Unexpected end-of-input"),
                new Broken("{\n  \"http\": {\n    \"port\": 1\n  }", 4, 4, "line: 1, column: 1"),
                new Broken("{\"packages\": [\"nginx\"", 1, 22, "close marker for Array"),
                new Broken("{\"http\"", 1, 8, "Unexpected end-of-input"),
                new Broken("{\"host\": \"web", 1, 14, "closing quote"),
                new Broken("{\"http\":}", 1, 9, "expected a value"),
                new Broken("{\"http\": {},}", 1, 13, "double-quote to start field name"),
                new Broken("{\"packages\": [1,]}", 1, 17, "Unexpected character (']'"),
                new Broken("{\n  'http': {}}", 2, 3, "Unexpected character (''' (code 39))"),
                new Broken("{http: {}}", 1, 2, "double-quote to start field name"),
                new Broken("{\"http\" {}}", 1, 9, "expecting a colon"),
                new Broken("{\"a\": 1\n \"b\": 2}", 2, 2, "expecting comma"),
                new Broken("// what\n{}", 1, 1, "comment"),
                new Broken("{\"a\": \"x\ny\"}", 1, 9, "has to be escaped"),
                new Broken("{\"a\": \"C:\\dir\"}", 1, 11, "Unrecognized character escape 'd'"),
                new Broken("{\"a\": 01}", 1, 8, "Leading zeroes"),
                new Broken("{\"a\": +1}", 1, 8, "plus signs"),
                new Broken("{\"a\": NaN}", 1, 10, "Non-standard token 'NaN'"),
                new Broken("{\"a\": True}", 1, 11, "Unrecognized token 'True'"),
                new Broken("{]", 1, 2, "Unexpected close marker ']'"),
                new Broken("{}}", 1, 3, "Unexpected close marker '}'"),
                new Broken("{} # end", 1, 4, "Unexpected character ('#'"),
                new Broken("{}\n{}", 2, 1, "more text behind the closing brace"),
                new Broken("{} \"nginx\"", 1, 4, "more text behind the closing brace"),
                new Broken("\0{}", 1, 2, "Illegal character"),
                new Broken("{" + "\n".repeat(50_000) + "  http: {}}", 50_001, 3, "double-quote"));
    }

    static Stream<Broken> otherThanAnObject() {
        return Stream.of(
                new Broken("", 1, 1, "nothing"),
                new Broken(" \n\t", 1, 1, "nothing"),
                new Broken("\uFEFF", 1, 1, "nothing"),
                new Broken("[]", 1, 1, "[]"),
                new Broken("[{\"http\": {}}]", 1, 1, "an array"),
                new Broken("\n  \"nginx\"", 2, 3, "\"nginx\""),
                new Broken("8080", 1, 1, "8080"),
                new Broken("null", 1, 1, "null"));
    }

    /** Jackson has limits of its own; a file beyond them is broken JSON too, not a broken program. */
    static Stream<Broken> beyondTheParsersLimits() {
        return Stream.of(
                new Broken("[".repeat(1001), 1, 1002, "nesting depth"),
                new Broken("{\"" + "k".repeat(60_000) + "\": 1}", 1, 60_004, "Name length"),
                new Broken("{\"a\":\n" + "1".repeat(1001) + "}", 2, 1002, "Number value length"),
                new Broken("{\"a\":\n  1e99999999999}", 2, 3, "Number out of range"));
    }
}
