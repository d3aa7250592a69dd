package dev.rollcall.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.Removals;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Update;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class UpdateBusTest {
    private static final int SECONDS_MAX = 10;
    private static final Snapshot FIRST = update(0).snapshot();

    private UpdateBus bus;

    @BeforeEach
    void makeBus(Vertx vertx) {
        bus = new UpdateBus(vertx, FIRST);
    }

    @Test
    void handsTheSameObjectToEverySubscriberInTheOrderOfPublication(Vertx vertx) throws Exception {
        // given
        List<Subscriber> subscribers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            subscribers.add(new Subscriber(vertx));
        }
        List<Update> updates = updates(1, 1000);

        // when
        updates.forEach(bus::publish);

        // then
        for (Subscriber subscriber : subscribers) {
            for (Update update : updates) {
                assertThat(subscriber.next()).isSameAs(update);
            }
        }
    }

    @Test
    void callsASubscriberOnItsOwnEventLoop(Vertx vertx) throws Exception {
        // given
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        Thread own = onEventLoop(vertx, () -> {
            bus.subscribe(update -> threads.add(Thread.currentThread()));
            return Thread.currentThread();
        });

        // when
        updates(1, 3).forEach(bus::publish);

        // then
        for (int i = 0; i < 3; i++) {
            assertThat(threads.poll(SECONDS_MAX, TimeUnit.SECONDS)).isSameAs(own);
        }
    }

    @Test
    void givesNothingMoreToACancelledSubscription(Vertx vertx) throws Exception {
        // given
        Subscriber leaving = new Subscriber(vertx);
        Subscriber staying = new Subscriber(vertx);
        bus.publish(update(1));
        assertThat(leaving.next().snapshot().seq()).isEqualTo(1);

        // when
        leaving.subscription.cancel().await(SECONDS_MAX, TimeUnit.SECONDS);
        updates(2, 100).forEach(bus::publish);

        // then
        assertThat(LongStream.rangeClosed(1, 100)
                        .map(n -> staying.next().snapshot().seq())
                        .boxed())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 100).boxed().toList());
        assertThat(leaving.received).isEmpty();
    }

    @Test
    void letsASubscriptionBeCancelledTwice(Vertx vertx) throws Exception {
        // given
        Subscriber leaving = new Subscriber(vertx);

        // when
        leaving.subscription.cancel().await(SECONDS_MAX, TimeUnit.SECONDS);
        Future<Void> again = leaving.subscription.cancel();

        // then
        again.await(SECONDS_MAX, TimeUnit.SECONDS);
        assertThat(again.succeeded()).isTrue();
    }

    @Test
    void publishesWithoutAnySubscriber() {
        bus.publish(update(1));
    }

    @Test
    void goesOnWhenASubscriberFails(Vertx vertx) throws Exception {
        // given
        onEventLoop(
                vertx,
                () -> bus.subscribe(update -> {
                    throw new IllegalStateException("a failing subscriber, on purpose");
                }));
        Subscriber other = new Subscriber(vertx);

        // when
        updates(1, 2).forEach(bus::publish);

        // then
        assertThat(other.next().snapshot().seq()).isEqualTo(1);
        assertThat(other.next().snapshot().seq()).isEqualTo(2);
    }

    @Test
    void keepsTwoBusesOfOneVertxApart(Vertx vertx) throws Exception {
        // given
        UpdateBus other = new UpdateBus(vertx, FIRST);
        Subscriber mine = new Subscriber(vertx);
        Subscriber others = new Subscriber(vertx, other);

        // when
        bus.publish(update(1));
        other.publish(update(2));
        bus.publish(update(3));
        other.publish(update(4));

        // then
        assertThat(List.of(mine.next(), mine.next()))
                .extracting(update -> update.snapshot().seq())
                .containsExactly(1L, 3L);
        assertThat(List.of(others.next(), others.next()))
                .extracting(update -> update.snapshot().seq())
                .containsExactly(2L, 4L);
    }

    @Test
    void hearsNothingMoreAfterItsEndThoughTheStateGoesOn(Vertx vertx) throws Exception {
        // given
        Subscriber subscriber = new Subscriber(vertx);
        bus.publish(update(1));
        subscriber.next();

        // when
        bus.close().await(SECONDS_MAX, TimeUnit.SECONDS);
        bus.publish(update(2));

        // then
        assertThat(bus.latest().seq()).isEqualTo(2);
        subscriber.subscription.cancel().await(SECONDS_MAX, TimeUnit.SECONDS);
        assertThat(subscriber.received).isEmpty();
    }

    @Test
    void losesNothingToASubscriberThatBlocksOnAWorker(Vertx vertx) throws Exception {
        // given
        BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
        CountDownLatch published = new CountDownLatch(1);
        VerticleBase slow = new VerticleBase() {
            @Override
            public Future<?> start() {
                bus.subscribe(update -> {
                    awaitQuietly(published);
                    heard.add(update.snapshot().seq());
                });
                return Future.succeededFuture();
            }
        };
        vertx.deployVerticle(slow, new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER))
                .await(SECONDS_MAX, TimeUnit.SECONDS);

        // when: more than the event bus keeps for a consumer that is paused
        updates(1, 5_000).forEach(bus::publish);
        published.countDown();

        // then
        for (long seq = 1; seq <= 5_000; seq++) {
            assertThat(heard.poll(SECONDS_MAX, TimeUnit.SECONDS)).isEqualTo(seq);
        }
    }

    @Test
    void leavesTheBusOfAnotherVertxAlone() throws Exception {
        // given
        Vertx other = Vertx.vertx();
        try {
            UpdateBus otherBus = new UpdateBus(other, FIRST);
            Subscriber subscriber = new Subscriber(other, otherBus);

            // when
            bus.publish(update(1));
            otherBus.publish(update(2));

            // then
            assertThat(subscriber.next().snapshot().seq()).isEqualTo(2);
        } finally {
            other.close().await(SECONDS_MAX, TimeUnit.SECONDS);
        }
    }

    /** Listens on an event loop of its own, as a verticle does. */
    private final class Subscriber {
        private final BlockingQueue<Update> received = new LinkedBlockingQueue<>();
        private final Subscription subscription;

        Subscriber(Vertx vertx) throws Exception {
            this(vertx, bus);
        }

        Subscriber(Vertx vertx, UpdateBus bus) throws Exception {
            this.subscription = onEventLoop(vertx, () -> bus.subscribe(received::add));
        }

        Update next() {
            try {
                Update update = received.poll(SECONDS_MAX, TimeUnit.SECONDS);
                assertThat(update).as("an update within " + SECONDS_MAX + " s").isNotNull();
                return update;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs a task in a verticle of its own, as its start does. */
    private static <T> T onEventLoop(Vertx vertx, Callable<T> task) throws Exception {
        AtomicReference<T> result = new AtomicReference<>();
        VerticleBase verticle = new VerticleBase() {
            @Override
            public Future<?> start() throws Exception {
                result.set(task.call());
                return Future.succeededFuture();
            }
        };
        vertx.deployVerticle(verticle).await(SECONDS_MAX, TimeUnit.SECONDS);
        return result.get();
    }

    private static List<Update> updates(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(UpdateBusTest::update).toList();
    }

    private static Update update(long seq) {
        return new Update(
                List.of(),
                List.of(),
                new Snapshot(new Cursor("epoch", seq), seq, Instant.EPOCH, List.of(), Removals.NONE));
    }
}
