package dev.rollcall.collect;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Absent;
import dev.rollcall.inventory.Reading.Failed;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Reading.Gone;
import dev.rollcall.inventory.Reading.Outcome;
import dev.rollcall.inventory.Reading.Overdue;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Status;
import dev.rollcall.inventory.Subject;
import dev.rollcall.inventory.Update;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CollectorTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final int ENTRIES_MAX = 1_000;
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Collector.class.getPackageName());

    private final Inventory inventory = new Inventory("epoch", Clock.fixed(NOON, ZoneOffset.UTC), ENTRIES_MAX);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Queue<Runnable> nextTurn = new ArrayDeque<>();
    private final List<Update> published = new ArrayList<>();
    private final Collector collector =
            new Collector(inventory, Future::succeededFuture, published::add, nextTurn::add);

    @BeforeEach
    void listen() {
        logged.start();
        LOG.setLevel(Level.INFO);
        LOG.addAppender(logged);
    }

    @AfterEach
    void leave() {
        LOG.detachAppender(logged);
        LOG.setLevel(null);
    }

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

    @Test
    void publishesThatAnEntryWasRemoved() {
        // given
        collector.accept(List.of(found("nginx", "1.0")));
        endTurn();

        // when
        collector.accept(List.of(reading("nginx", new Gone(), NOON)));
        endTurn();

        // then
        assertThat(published.get(1).changes()).singleElement().satisfies(change -> {
            assertThat(change.after()).isNull();
            assertThat(change.seq()).isEqualTo(2);
        });
        assertThat(lines()).containsExactly("INFO removed host=host package=nginx");
    }

    @Test
    void publishesNothingBeforeItIsWrittenDownAndWritesWhatCameMeanwhileAtOnce() {
        // given
        List<Promise<Update>> writes = new ArrayList<>();
        Collector durable = new Collector(
                inventory,
                update -> {
                    writes.add(Promise.promise());
                    return writes.get(writes.size() - 1).future();
                },
                published::add,
                nextTurn::add);
        durable.accept(List.of(found("nginx", "1.0")));
        endTurn();
        Snapshot first = inventory.snapshot();
        durable.accept(List.of(found("nginx", "1.1")));
        endTurn();
        durable.accept(List.of(found("php", "8.2")));
        endTurn();
        assertThat(published).isEmpty();
        assertThat(writes).hasSize(1);

        // when
        writes.get(0).complete(new Update(List.of(), List.of(), first));
        endTurn();

        // then
        assertThat(published).extracting(Update::snapshot).containsExactly(first);
        assertThat(writes).hasSize(2);
        assertThat(inventory.snapshot().seq()).isEqualTo(3);
    }

    @Test
    void goesOnAfterARecorderThatFailedOrThrew() {
        // given
        Queue<Supplier<Future<Update>>> troubles = new ArrayDeque<>(List.of(
                () -> {
                    throw new IllegalStateException("closed");
                },
                () -> Future.failedFuture("broken")));
        Collector troubled = new Collector(
                inventory,
                update -> troubles.isEmpty()
                        ? Future.succeededFuture(update)
                        : troubles.remove().get(),
                published::add,
                nextTurn::add);

        // when
        for (String version : List.of("1.0", "1.1", "1.2")) {
            troubled.accept(List.of(found("nginx", version)));
            endTurn();
        }

        // then
        assertThat(published).extracting(update -> update.snapshot().seq()).containsExactly(3L);
    }

    @Test
    void appliesNothingAndPublishesItWhenToldTo() {
        // when
        collector.apply();
        endTurn();

        // then
        assertThat(published)
                .singleElement()
                .satisfies(update -> assertThat(update.isNews()).isFalse());
    }

    @Test
    void saysOnceThatTheBoardIsFullWithTheNumberAndTheSetting() {
        // when
        for (int turn = 0; turn < 2; turn++) {
            collector.accept(IntStream.rangeClosed(0, ENTRIES_MAX)
                    .mapToObj(n -> found("package-" + n, "1.0"))
                    .toList());
            endTurn();
        }

        // then
        assertThat(inventory.snapshot().entries()).hasSize(ENTRIES_MAX);
        assertThat(lines())
                .containsExactly("WARN the board is full entries=1000 refused=1: new ones are not taken;"
                        + " collect.entries is the limit");
    }

    @Test
    void tellsTheFirstChangesAndTheNumberOfTheOthersWhenThereAreMany() {
        // when
        collector.accept(IntStream.range(0, ENTRIES_MAX)
                .mapToObj(n -> reading("package-" + n, new Failed("time-out", ""), NOON))
                .toList());
        endTurn();

        // then
        assertThat(lines()).hasSize(51).last().isEqualTo("WARN and more changes at the same moment count=950");
        assertThat(published.get(0).changes()).hasSize(ENTRIES_MAX);
    }

    @Test
    void keepsWhateverAProgramIsCalledOnOneLineOfTheLog() {
        // when
        collector.accept(List.of(reading("shop", new Absent("a\nFATAL b is not on the path"), NOON)));
        endTurn();

        // then
        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith("WARN missing host=host package=shop version=null reason=\"a\\nFATAL b is not on the path");
    }

    private List<String> lines() {
        return logged.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
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
