package dev.rollcall.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.config.HistoryConfig;
import dev.rollcall.history.HistoryState.Degraded;
import dev.rollcall.history.HistoryState.Recording;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Subject;
import dev.rollcall.inventory.Update;
import dev.rollcall.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    private static final int SECONDS_MAX = 20;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Clock clock = Clock.systemUTC();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(SECONDS_MAX, TimeUnit.SECONDS);
    }

    @Test
    void writesWhatWaitsWhenItStopsAndTheFileIsFreeAgain() throws Exception {
        // given
        Path file = folder.resolve("h.db");
        History history = open(file);
        Inventory inventory = new Inventory(history.past(), clock, 10);
        Recorder recorder = history.recorder(inventory);
        finds(recorder, inventory, "1.0");
        try (Connection other = Databases.toWrite(file);
                Statement sql = other.createStatement()) {
            sql.execute("BEGIN IMMEDIATE");
            finds(recorder, inventory, "1.1");
            assertThat(history.state()).isInstanceOf(Degraded.class);
        }

        // when: before it is tried again
        history.close(inventory.snapshot()).await(SECONDS_MAX, TimeUnit.SECONDS);

        // then
        History next = open(file);
        assertThat(next.past().entries()).extracting(Entry::version).containsExactly("1.1");
        assertThat(next.archive()
                        .page(ChangeQuery.newest(10))
                        .await(SECONDS_MAX, TimeUnit.SECONDS)
                        .changes())
                .extracting(RecordedChange::to)
                .containsExactly("1.1", "1.0");
        next.close(inventory.snapshot()).await(SECONDS_MAX, TimeUnit.SECONDS);
    }

    @Test
    void refusesMoreQuestionsThanItHasRoomForAndAnswersTheOthers() throws Exception {
        // given
        Path file = folder.resolve("h.db");
        History history = open(file);
        CountDownLatch answering = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FileReads reads = reads(file, "test-reads");
        Future<Boolean> first = reads.ask(connection -> {
            answering.countDown();
            return awaits(goOn);
        });
        assertThat(answering.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();

        // when
        List<Future<String>> others = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            others.add(reads.ask(Questions::store));
        }

        // then
        assertThat(others)
                .filteredOn(Future::failed)
                .hasSize(2)
                .allSatisfy(refused -> assertThat(refused.cause())
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("too many questions"));
        goOn.countDown();
        assertThat(first.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        for (Future<String> other : others) {
            if (!other.failed()) {
                assertThat(other.await(SECONDS_MAX, TimeUnit.SECONDS)).isNotBlank();
            }
        }
        assertThat(reads.ask(Questions::store).await(SECONDS_MAX, TimeUnit.SECONDS))
                .isNotBlank();
        reads.close().await(SECONDS_MAX, TimeUnit.SECONDS);
        close(history);
    }

    @Test
    void answersAQuickQuestionWhileASlowOneOfTheSameContextIsBeingAnswered() throws Exception {
        // given
        Path file = folder.resolve("h.db");
        History history = open(file);
        FileReads slow = reads(file, "test-slow");
        FileReads quick = reads(file, "test-quick");
        CountDownLatch goOn = new CountDownLatch(1);

        // when: both are asked by the same event loop
        Promise<String> answer = Promise.promise();
        vertx.getOrCreateContext().runOnContext(v -> {
            slow.ask(connection -> awaits(goOn));
            quick.ask(Questions::store).onComplete(answer);
        });

        // then
        assertThat(answer.future().await(SECONDS_MAX, TimeUnit.SECONDS)).isNotBlank();
        goOn.countDown();
        Future.join(slow.close(), quick.close()).await(SECONDS_MAX, TimeUnit.SECONDS);
        close(history);
    }

    @Test
    void failsAQuestionThatComesAfterItsEnd() throws Exception {
        // given
        History history = open(folder.resolve("h.db"));
        Archive archive = history.archive();
        close(history);

        // when
        Future<?> late = archive.page(ChangeQuery.newest(10));

        // then: nothing is thrown at who asks
        assertThat(late.failed()).isTrue();
        assertThat(late.cause()).isInstanceOf(StoreException.class).hasMessageContaining("closed");
    }

    @Test
    void failsAQuestionThatFindsNoMemoryAndAnswersTheNext() throws Exception {
        // given
        Path file = folder.resolve("h.db");
        History history = open(file);
        FileReads reads = reads(file, "test-reads");

        // when
        Future<Object> hungry = reads.ask(connection -> {
            throw new OutOfMemoryError("played by a test");
        });

        // then
        assertThatThrownBy(() -> hungry.await(SECONDS_MAX, TimeUnit.SECONDS)).isInstanceOf(OutOfMemoryError.class);
        assertThat(reads.ask(Questions::store).await(SECONDS_MAX, TimeUnit.SECONDS))
                .isNotBlank();
        reads.close().await(SECONDS_MAX, TimeUnit.SECONDS);
        close(history);
    }

    @Test
    void givesUpAnAnswerThatIsNotReadyWhenItStops() throws Exception {
        // given
        History history = open(folder.resolve("h.db"));
        FileReads reads = reads(folder.resolve("h.db"), "test-reads");
        CountDownLatch answering = new CountDownLatch(1);
        Future<Object> endless = reads.ask(connection -> {
            answering.countDown();
            try (Statement sql = connection.createStatement()) {
                return sql.executeQuery(
                        "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n)" + " SELECT count(*) FROM n");
            }
        });
        assertThat(answering.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();

        // when
        reads.close().await(SECONDS_MAX, TimeUnit.SECONDS);

        // then: not for its length
        assertThatThrownBy(() -> endless.await(SECONDS_MAX, TimeUnit.SECONDS))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
        close(history);
    }

    @Test
    void closesTheFileWhenTheDiskAnswersAtLastThoughVertxIsClosedByThen() throws Exception {
        // given: a disk that hangs
        Path file = folder.resolve("h.db");
        History history = open(file);
        Inventory inventory = new Inventory(history.past(), clock, 10);
        finds(history.recorder(inventory), inventory, "1.0");
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        history.writer().write(store -> {
            hangs.countDown();
            return awaits(answers);
        });
        assertThat(hangs.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();

        // when: it is not waited for
        history.close(inventory.snapshot()).await(SECONDS_MAX, TimeUnit.SECONDS);
        vertx.close().await(SECONDS_MAX, TimeUnit.SECONDS);
        answers.countDown();

        // then
        assertThat(Eventually.holds(Duration.ofSeconds(SECONDS_MAX), () -> isFree(file)))
                .isTrue();
        Vertx another = Vertx.vertx();
        try {
            History next = open(another, file);
            assertThat(next.state()).isInstanceOf(Recording.class);
            assertThat(next.past().entries()).extracting(Entry::version).containsExactly("1.0");
            next.close(inventory.snapshot()).await(SECONDS_MAX, TimeUnit.SECONDS);
        } finally {
            another.close().await(SECONDS_MAX, TimeUnit.SECONDS);
        }
    }

    private static boolean isFree(Path file) {
        try {
            StoreLock.take(file).close();
            return true;
        } catch (StoreException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileReads reads(Path file, String name) {
        SingleWorker worker = new SingleWorker(vertx, name);
        return new FileReads(worker, file, new Ledger(file, () -> "e", clock), () -> {}, 3, Duration.ofHours(1));
    }

    private History open(Path file) throws Exception {
        return open(vertx, file);
    }

    private History open(Vertx its, Path file) throws Exception {
        History history = History.open(
                        its,
                        new HistoryConfig(file.toString(), Duration.ofDays(400)),
                        () -> "e" + System.nanoTime(),
                        clock)
                .await(SECONDS_MAX, TimeUnit.SECONDS);
        // A start waits only so long for a slow disk; what is tested is not that.
        history.writer().write(Store::cursor).await(SECONDS_MAX, TimeUnit.SECONDS);
        return history;
    }

    private void close(History history) throws Exception {
        history.close(new Inventory(history.past(), clock, 10).snapshot()).await(SECONDS_MAX, TimeUnit.SECONDS);
    }

    private void finds(Recorder recorder, Inventory inventory, String version) throws Exception {
        Subject subject = new Subject(new EntryKey("h", "it"), "It", "Other");
        Reading reading = new Reading(subject, new Found(version), clock.instant(), Duration.ZERO);
        Promise<Update> shown = Promise.promise();
        vertx.getOrCreateContext()
                .runOnContext(
                        v -> recorder.record(inventory.apply(List.of(reading))).onComplete(shown));
        shown.future().await(SECONDS_MAX, TimeUnit.SECONDS);
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
