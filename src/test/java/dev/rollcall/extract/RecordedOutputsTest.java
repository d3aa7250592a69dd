package dev.rollcall.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What real programs printed, with the version that a reader finds in it: {@code public}, {@code debian} (run on a Debian
 * 12), {@code mutated} (some of those in trouble), {@code documented} (written down from documentation and experience).
 * No pattern of the catalogue is used here.
 */
class RecordedOutputsTest {
    private final Extractor extractor = new Extractor();

    private record Recorded(
            String id,
            Program program,
            Output output,
            @Nullable String truth,
            List<String> accept) {
        static Recorded of(JsonObject json) {
            JsonArray argv = json.getJsonArray("argv");
            String executable = Path.of(argv.getString(0)).getFileName().toString();
            return new Recorded(
                    json.getString("id"),
                    Program.named(json.getString("program"), executable),
                    new Output(json.getString("stdout"), json.getString("stderr"), json.getInteger("exit")),
                    json.getString("truth"),
                    json.getJsonArray("accept", new JsonArray()).stream()
                            .map(String.class::cast)
                            .toList());
        }

        boolean isRight(@Nullable String version) {
            return Objects.equals(version, truth) || (version != null && accept.contains(version));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "debian", "mutated", "documented"})
    void readsThemAsAPersonDoes(String file) throws IOException {
        // given
        List<Recorded> recorded = recorded(file);
        assertThat(recorded).hasSizeGreaterThan(40);

        // when
        Set<String> wrong = ids(recorded, outcome -> true);

        // then: no more and no other ones than are known, so that a better reader is noticed too
        assertThat(wrong).isEqualTo(known(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "debian", "mutated", "documented"})
    void inventsNone(String file) throws IOException {
        Set<String> invented = ids(recorded(file), outcome -> outcome.truth() == null);
        assertThat(invented).isSubsetOf(Set.of("node-babel7-2", "doc-acme-license-1"));
    }

    private Set<String> ids(List<Recorded> recorded, Predicate<Recorded> which) {
        return recorded.stream()
                .filter(which)
                .filter(one -> !one.isRight(version(one)))
                .map(Recorded::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private @Nullable String version(Recorded recorded) {
        return extractor.extract(recorded.program(), recorded.output(), null) instanceof Extraction.Version version
                ? version.version()
                : null;
    }

    private static List<Recorded> recorded(String file) throws IOException {
        return text(file + ".jsonl")
                .lines()
                .map(JsonObject::new)
                .map(Recorded::of)
                .toList();
    }

    private static Set<String> known(String file) throws IOException {
        return text("misread.txt")
                .lines()
                .filter(line -> line.startsWith(file + ' '))
                .map(line -> line.split(" ", 3)[1])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = RecordedOutputsTest.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
