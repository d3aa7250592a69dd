package dev.rollcall.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.extract.Extraction.None;
import dev.rollcall.extract.Extraction.Version;
import java.util.Comparator;
import java.util.List;

/** What is true of every answer, whatever was printed. */
final class Sane {
    /** The one form that is put together: "perl 5, version 36, subversion 0". */
    private static final java.util.regex.Pattern IN_WORDS = java.util.regex.Pattern.compile("\\d+, version \\d+");

    private static final int CANDIDATES_MAX = 20;

    private Sane() {}

    /** Fails unless {@code read}, weighed without a pattern, can be the answer to {@code output}. */
    static void check(Extraction read, Output output) {
        List<Candidate> candidates = read.candidates();
        assertThat(read.why()).isNotBlank();
        assertThat(candidates).hasSizeLessThanOrEqualTo(CANDIDATES_MAX);
        assertThat(candidates)
                .isSortedAccordingTo(Comparator.comparingInt(Candidate::score).reversed());
        List<String> stdout = PlainText.of(output.stdout()).lines().toList();
        List<String> stderr = PlainText.of(output.stderr()).lines().toList();
        for (Candidate candidate : candidates) {
            check(candidate, candidate.stream() == Stream.STDOUT ? stdout : stderr);
        }
        if (read instanceof None none) {
            assertThat(none.cause()).isNotBlank();
        } else if (read instanceof Version version) {
            check(version);
        }
    }

    private static void check(Version read) {
        String version = read.version();
        assertThat(version).isNotBlank().hasSizeLessThanOrEqualTo(Extractor.VERSION_CHARS_MAX);
        assertThat(version.codePoints()).allMatch(PlainText::isVisible);
        assertThat(read.candidates().get(0).version()).isEqualTo(version);
    }

    /** It stands where it says, and neither a number nor a word goes on before it. */
    private static void check(Candidate candidate, List<String> lines) {
        String printed = lines.get(candidate.line() - 1);
        assertThat(printed).startsWith(candidate.text());
        if (IN_WORDS.matcher(printed.substring(candidate.column() - 1)).lookingAt()) {
            assertThat(candidate.version()).matches("\\d+(\\.\\d+){1,2}");
            return;
        }
        assertThat(printed.startsWith(candidate.version(), candidate.column() - 1))
                .as("%s at %s of %s", candidate.version(), candidate.column(), printed)
                .isTrue();
        int end = candidate.column() - 1 + candidate.version().length();
        assertThat(isDigit(printed, candidate.column() - 2) && isDigit(printed, candidate.column() - 1))
                .as("digits before %s", candidate.version())
                .isFalse();
        assertThat(isDigit(printed, end - 1) && isDigit(printed, end))
                .as("digits behind %s", candidate.version())
                .isFalse();
    }

    private static boolean isDigit(String text, int index) {
        return index >= 0 && index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }
}
