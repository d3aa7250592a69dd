package dev.rollcall.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Absent;
import dev.rollcall.inventory.Reading.Failed;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Reading.Outcome;
import dev.rollcall.inventory.Reading.Overdue;
import dev.rollcall.inventory.Status;
import dev.rollcall.inventory.Subject;
import dev.rollcall.inventory.Update;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class CollectorTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Inventory inventory = new Inventory("epoch", Clock.fixed(NOON, ZoneOffset.UTC));
    private final Queue<Runnable> nextTurn = new ArrayDeque<>();
    private final List<Update> published = new ArrayList<>();
    private final Collector collector = new Collector(inventory, published::add, nextTurn::add);

    @Test
    void joinsTheReadingsOfOneTurnInOneUpdate() {
        // given
        collector.accept(List.of(found("nginx", "1.0"), found("php", "8.0")));
        collector.accept(List.of(found("java", "17")));
        assertThat(published).isEmpty();

        // when
        endTurn();

        // then
        assertThat(published).hasSize(1);
        assertThat(changed(published.get(0))).containsExactly("nginx 1.0 #1", "php 8.0 #2", "java 17 #3");
        assertThat(published.get(0).snapshot()).isSameAs(inventory.snapshot());
        assertThat(inventory.snapshot().entries()).hasSize(3);
    }

    @Test
    void publishesTheReadingsOfEachTurnInTheirOrder() {
        // when
        collector.accept(List.of(found("nginx", "1.0")));
        endTurn();
        collector.accept(List.of(found("nginx", "1.1"), found("nginx", "1.2")));
        endTurn();

        // then
        assertThat(published).hasSize(2);
        assertThat(changed(published.get(0))).containsExactly("nginx 1.0 #1");
        assertThat(changed(published.get(1))).containsExactly("nginx 1.1 #2", "nginx 1.2 #3");
        assertThat(published.get(1).changes().get(1).before())
                .isEqualTo(published.get(1).changes().get(0).after());
    }

    @Test
    void appliesAReadingNotBeforeTheTurnEnds() {
        // when
        collector.accept(List.of(found("nginx", "1.0")));

        // then
        assertThat(inventory.snapshot().entries()).isEmpty();
        assertThat(nextTurn).hasSize(1);
    }

    @Test
    void publishesAlsoWhatOnlyConfirmsAVersionBecauseItMovesChecked() {
        // given
        collector.accept(List.of(found("nginx", "1.0")));
        endTurn();

        // when
        collector.accept(List.of(reading("nginx", new Found("1.0"), NOON.plusSeconds(60))));
        endTurn();

        // then
        assertThat(published).hasSize(2);
        assertThat(published.get(1).changes()).isEmpty();
        assertThat(published.get(1).snapshot().seq()).isEqualTo(1);
        assertThat(published.get(1).snapshot().revision())
                .isGreaterThan(published.get(0).snapshot().revision());
        assertThat(published.get(1).snapshot().entries()).singleElement().satisfies(entry -> {
            assertThat(entry.checked()).isEqualTo(NOON.plusSeconds(60));
            assertThat(entry.since()).isEqualTo(NOON);
        });
    }

    @Test
    void publishesNothingWhenThereIsNothing() {
        // when
        collector.accept(List.of());

        // then
        assertThat(nextTurn).isEmpty();
        assertThat(published).isEmpty();
    }

    @Test
    void publishesEachKindOfOutcome() {
        // when
        collector.accept(List.of(
                found("good", "1.0"),
                reading("absent", new Absent("absent is not on the path"), NOON),
                reading("failed", new Failed("printed nothing", ""), NOON),
                reading("overdue", new Overdue("overdue"), NOON)));
        endTurn();
        collector.accept(List.of(reading("good", new Failed("printed nothing", "\"x\""), NOON.plusSeconds(1))));
        endTurn();
        collector.accept(List.of(reading("good", new Found("1.0"), NOON.plusSeconds(2))));
        endTurn();

        // then
        assertThat(published.get(0).changes())
                .extracting(change -> change.after().status())
                .containsExactly(Status.OK, Status.MISSING, Status.FAILED, Status.STALE);
        assertThat(published.get(1).changes()).singleElement().satisfies(change -> {
            assertThat(change.after().status()).isEqualTo(Status.FAILED);
            assertThat(change.after().version()).isEqualTo("1.0");
        });
        assertThat(published.get(2).changes())
                .singleElement()
                .satisfies(change -> assertThat(change.after().status()).isEqualTo(Status.OK));
    }

    private void endTurn() {
        while (!nextTurn.isEmpty()) {
            nextTurn.remove().run();
        }
    }

    private static List<String> changed(Update update) {
        return update.changes().stream()
                .map(change -> change.after().key().packageName() + ' '
                        + change.after().version() + " #" + change.after().seq())
                .toList();
    }

    private static Reading found(String name, String version) {
        return reading(name, new Found(version), NOON);
    }

    private static Reading reading(String name, Outcome outcome, Instant at) {
        Subject subject = new Subject(new EntryKey("host", name), name, "Other");
        return new Reading(subject, outcome, at, Duration.ofMillis(5));
    }
}
