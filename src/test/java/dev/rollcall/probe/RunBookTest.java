package dev.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.rollcall.inventory.Asked;
import dev.rollcall.inventory.Asked.LastRun;
import dev.rollcall.inventory.Asked.Recent;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Subject;
import dev.rollcall.probe.Probe.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunBookTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration TOOK = Duration.ofMillis(12);
    private static final Pattern LINES = Pattern.compile("(?m)^(?<name>\\S+) (?<version>\\S+)$");

    private final RunBook book = new RunBook();

    @Test
    void tellsHowAnEntryIsAskedAndHowItWent() {
        // given
        Probe nginx = probe("nginx", null, "nginx", "-v");
        book.asks(List.of(nginx));

        // then
        assertThat(book.find(key("nginx")).orElseThrow())
                .satisfies(asked -> assertThat(asked.last()).isEmpty())
                .satisfies(asked -> assertThat(asked.recent()).isEmpty())
                .extracting(Asked::command, Asked::every, Asked::timeout)
                .containsExactly(List.of("nginx", "-v"), Duration.ofMinutes(1), Duration.ofSeconds(10));

        // when
        book.ran(nginx, RunOutcome.OK, TOOK, NOON);
        book.ran(nginx, RunOutcome.TIMEOUT, TOOK.multipliedBy(9), NOON.plusSeconds(1));
        book.ran(nginx, RunOutcome.OK, TOOK.multipliedBy(2), NOON.plusSeconds(2));

        // then
        Asked asked = book.find(key("nginx")).orElseThrow();
        assertThat(asked.last()).contains(new LastRun(NOON.plusSeconds(2), "ok", TOOK.multipliedBy(2)));
        assertThat(asked.recent()).contains(new Recent(3, TOOK.multipliedBy(2), TOOK.multipliedBy(9)));
    }

    @Test
    void tellsTheCommandOfTheListingThatAnEntryIsOf() {
        // given
        Probe python = probe("python", LINES, "pip", "list");
        book.asks(List.of(python, probe("shop", null, "shop")));
        book.ran(python, RunOutcome.OK, TOOK, NOON);

        // then
        assertThat(List.of("flask@python", "@babel_core@python", "python"))
                .allSatisfy(name -> assertThat(book.find(key(name)).orElseThrow())
                        .satisfies(asked -> assertThat(asked.command()).containsExactly("pip", "list"))
                        .satisfies(asked -> assertThat(asked.last()).isPresent()));
        assertThat(book.find(key("flask@shop"))).as("shop is no listing").isEmpty();
        assertThat(book.find(key("flask@npm"))).isEmpty();
        assertThat(book.find(new EntryKey("elsewhere", "flask@python"))).isEmpty();
    }

    @Test
    void hidesWhatCameOutOfAReference() {
        // given
        Probe shop = new Probe(
                new Subject(key("shop"), "Shop", "Other"),
                new Command(List.of("shop", "--token", "hunter2")),
                null,
                Duration.ofMinutes(1),
                Duration.ofSeconds(10),
                Origin.NAMED,
                List.of("shop", "--token", "${env:TOKEN}"));

        // when
        book.asks(List.of(shop));

        // then
        assertThat(book.find(key("shop")).orElseThrow().command()).containsExactly("shop", "--token", "${env:TOKEN}");
    }

    @Test
    void forgetsWhatIsNotAskedAnyMoreAndBeginsAnewWithAnotherCommand() {
        // given
        Probe nginx = probe("nginx", null, "nginx", "-v");
        Probe shop = probe("shop", null, "shop", "--version");
        Probe till = probe("till", null, "till");
        book.asks(List.of(nginx, shop, till));
        List.of(nginx, shop, till).forEach(probe -> book.ran(probe, RunOutcome.OK, TOOK, NOON));

        // when
        Probe otherwise = probe("shop", null, "shop", "-V");
        book.asks(List.of(probe("nginx", null, "nginx", "-v"), otherwise));
        // One that had begun before.
        book.ran(shop, RunOutcome.FAILED, TOOK, NOON.plusSeconds(1));
        book.ran(till, RunOutcome.FAILED, TOOK, NOON.plusSeconds(1));

        // then
        assertThat(book.find(key("till"))).isEmpty();
        assertThat(book.find(key("nginx")).orElseThrow().last()).contains(new LastRun(NOON, "ok", TOOK));
        Asked asked = book.find(key("shop")).orElseThrow();
        assertThat(asked.command()).containsExactly("shop", "-V");
        assertThat(asked.last()).isEmpty();
        assertThat(asked.recent()).isEmpty();
    }

    @Test
    void remembersABoundedNumberOfRuns() {
        // given
        Probe nginx = probe("nginx", null, "nginx");
        book.asks(List.of(nginx));

        // when: slow ones, then as many quick ones as are remembered
        for (int i = 0; i < 1_000; i++) {
            book.ran(nginx, RunOutcome.OK, Duration.ofSeconds(9), NOON);
        }
        for (int i = 0; i < RecentRuns.RUNS_MAX; i++) {
            book.ran(nginx, RunOutcome.OK, Duration.ofMillis(1), NOON);
        }

        // then
        assertThat(book.find(key("nginx")).orElseThrow().recent())
                .contains(new Recent(RecentRuns.RUNS_MAX, Duration.ofMillis(1), Duration.ofMillis(1)));
    }

    @Test
    void takesNoTimeFromACommandThatIsNotThere() {
        // given
        Probe nginx = probe("nginx", null, "nginx");
        book.asks(List.of(nginx));

        // when
        book.ran(nginx, RunOutcome.OK, TOOK, NOON);
        book.ran(nginx, RunOutcome.MISSING, Duration.ZERO, NOON.plusSeconds(1));

        // then
        Asked asked = book.find(key("nginx")).orElseThrow();
        assertThat(asked.last()).contains(new LastRun(NOON.plusSeconds(1), "missing", Duration.ZERO));
        assertThat(asked.recent()).contains(new Recent(1, TOOK, TOOK));
    }

    private static EntryKey key(String name) {
        return new EntryKey("web-1", name);
    }

    private static Probe probe(String name, @Nullable Pattern pattern, String... argv) {
        Subject subject = new Subject(key(name), name, "Other");
        return new Probe(subject, new Command(List.of(argv)), pattern, Duration.ofMinutes(1), Duration.ofSeconds(10));
    }
}
