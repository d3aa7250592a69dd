package dev.rollcall.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.rollcall.extract.Rubbish.Case;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What holds for every output. A seed makes a case, and a failure names it: {@code -Drollcall.fuzz.seed=<it>} makes that case
 * the first one. {@code -Drollcall.fuzz.seconds=600} looks longer than a build does.
 */
class ExtractorFuzzTest {
    private static final long SEED = Long.getLong("rollcall.fuzz.seed", 20_261_122);
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("rollcall.fuzz.seconds", 5));
    /** Some hundred times what the worst of them takes, for machines that are busy with other things. */
    private static final Duration HANGS = Duration.ofSeconds(20);

    private final Extractor extractor = new Extractor();

    /** What terminals and other systems add to an output without changing what it says. */
    private enum Dress {
        WINDOWS(text -> text.replace("\r\n", "\n").replace("\n", "\r\n")),
        BLANKS_BEHIND(text -> text.replace("\r\n", "\n").replace("\n", "  \t\n")),
        BYTE_ORDER_MARK(text -> text.isEmpty() ? text : '\ufeff' + text),
        COLOURED_WORDS(text -> text.replaceAll("[^\\s\\x1b]+(?=\\s)", "\u001b[1;31m$0\u001b[0m"));

        private final UnaryOperator<String> on;

        Dress(UnaryOperator<String> on) {
            this.on = on;
        }

        Case on(Case bare) {
            Output output = bare.output();
            return new Case(
                    bare.program(), new Output(on.apply(output.stdout()), on.apply(output.stderr()), output.exit()));
        }
    }

    @Test
    void readsRandomOutputsWithoutFailingOrHanging() {
        lookAt(Rubbish::random);
    }

    @Test
    void readsMutatedOutputsWithoutFailingOrHanging() {
        lookAt(Rubbish::mutated);
    }

    @ParameterizedTest
    @EnumSource
    void readsTheSameWhateverTheTerminalAdds(Dress dress) {
        // given: those without escape sequences of their own, which none can be put into
        assertThat(Rubbish.RECORDED.stream()
                        .filter(bare -> bare.output().stdout().indexOf('\u001b') < 0)
                        .filter(bare -> !answer(dress.on(bare)).equals(answer(bare))))
                .isEmpty();
    }

    @Test
    void readsTheSameInALocaleWithAnotherLetterI() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            // The programs' names are put into lower case again, in that locale.
            assertThat(Rubbish.RECORDED.stream()
                            .map(ExtractorFuzzTest::shouted)
                            .filter(one -> !answer(one).equals(answerInRootLocale(one))))
                    .isEmpty();
        } finally {
            Locale.setDefault(before);
        }
    }

    private static Case shouted(Case one) {
        String[] names = one.program().names().stream()
                .map(name -> name.toUpperCase(Locale.ROOT))
                .toArray(String[]::new);
        return new Case(Program.named(names), one.output());
    }

    private String answerInRootLocale(Case one) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.ROOT);
        try {
            return answer(one);
        } finally {
            Locale.setDefault(before);
        }
    }

    private String answer(Case one) {
        Extraction read = extractor.extract(one.program(), one.output(), null);
        return read instanceof Extraction.Version version ? version.version() : "none";
    }

    private void lookAt(Function<Rubbish, Case> kind) {
        long startNanos = System.nanoTime();
        for (long seed = SEED; System.nanoTime() - startNanos < TIME.toNanos(); seed++) {
            Case one = kind.apply(new Rubbish(seed));
            try {
                Extraction read =
                        assertTimeoutPreemptively(HANGS, () -> extractor.extract(one.program(), one.output(), null));
                Sane.check(read, one.output());
            } catch (Throwable e) {
                throw new AssertionError("with -Drollcall.fuzz.seed=" + seed, e);
            }
        }
    }
}
