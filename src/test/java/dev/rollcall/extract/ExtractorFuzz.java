package dev.rollcall.extract;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Looks for outputs that break the reader for ten minutes, led by the branches that they take: {@code mvn test -Pfuzz}. No part
 * of a build, in which {@link ExtractorFuzzTest} looks for seconds.
 */
class ExtractorFuzz {
    private final Extractor extractor = new Extractor();

    @MethodSource
    @FuzzTest(maxDuration = "10m")
    void answersSanely(String program, String stdout, String stderr, int exit) {
        if (program == null || stdout == null || stderr == null) {
            return;
        }
        Output output = new Output(stdout, stderr, exit);
        Sane.check(extractor.extract(Program.named(program), output, null), output);
    }

    static Stream<Arguments> answersSanely() {
        return Rubbish.RECORDED.stream()
                .filter(one -> one.output().stdout().length() < 1_000)
                .limit(500)
                .map(one -> Arguments.of(
                        one.program().names().iterator().next(),
                        one.output().stdout(),
                        one.output().stderr(),
                        one.output().exit()));
    }
}
