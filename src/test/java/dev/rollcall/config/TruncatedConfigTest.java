package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever happens to a file, it is read or it gives problems for people: never another exception, never a wild line. */
class TruncatedConfigTest {
    private static final ConfigReader READER = new ConfigReader(name -> true);
    private static final String WILD = "{}[]\",:\\$\0\n\u2028é0-+eE.tfn/*";

    @Test
    void givesProblemsForEveryPlaceAtWhichTheFileMayEnd() throws IOException {
        String whole = Files.readString(Path.of("conf/rollcall.json")).strip();
        for (int length = 0; length < whole.length(); length++) {
            assertThat(problems(whole.substring(0, length)))
                    .as("first %d", length)
                    .isPositive();
        }
        assertThat(problems(whole)).isZero();
    }

    @Test
    void givesProblemsOrAConfigurationForEveryFileThatWasDamaged() throws IOException {
        // given
        String whole = Files.readString(Path.of("conf/rollcall.json"));
        Random random = new Random(6);
        int broken = 0;

        // when
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder(whole);
            for (int damages = random.nextInt(1, 5); damages > 0; damages--) {
                int at = random.nextInt(text.length());
                String wild = String.valueOf(WILD.charAt(random.nextInt(WILD.length())));
                text.replace(at, Math.min(text.length(), at + random.nextInt(4)), wild.repeat(random.nextInt(3)));
            }
            broken += problems(text.toString()) > 0 ? 1 : 0;
        }

        // then: most damages are seen
        assertThat(broken).isGreaterThan(2_000);
    }

    private static int problems(String json) {
        try {
            READER.read("test", json);
            return 0;
        } catch (InvalidConfigException e) {
            assertThat(e.problems())
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem.toString())
                            .hasLineCount(1)
                            .doesNotContainPattern("[\\p{Cntrl}\\u2028\\u2029]"));
            return e.problems().size();
        }
    }
}
