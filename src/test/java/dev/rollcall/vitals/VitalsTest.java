package dev.rollcall.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Eventually;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VitalsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LOOPS = 2;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
    private final Vitals vitals = new Vitals(Duration.ofMillis(700), Duration.ofMillis(20), System::nanoTime);
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void end() throws Exception {
        over.countDown();
        vitals.close();
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void tellsOfAnEventLoopThatIsStuckAndOfItsEnd() throws Exception {
        // given
        deploy();
        assertThat(vitals.latest()).hasSize(LOOPS);
        assertThat(vitals.ailments()).isEmpty();

        // when
        vertx.getOrCreateContext().runOnContext(v -> await(over));

        // then
        assertThat(Eventually.holds(PATIENCE, () -> vitals.ailments().size() == 1))
                .isTrue();
        assertThat(vitals.ailments().get(0))
                .matches("event loop vert.x-eventloop-thread-\\d has not turned for \\d+ s");
        assertThat(vitals.latest().values()).anyMatch(late -> late.toMillis() > 500);

        // when
        over.countDown();

        // then
        assertThat(Eventually.holds(PATIENCE, () -> vitals.ailments().isEmpty()))
                .isTrue();
        long[] counts = vitals.loopDelays().counts();
        assertThat(counts[counts.length - 2] + counts[counts.length - 3]).isGreaterThanOrEqualTo(1);
    }

    @Test
    void waitsForNoLoopThatHasNothingToTellAnyMore() throws Exception {
        String deployment = deploy();

        vertx.undeploy(deployment).await(20, TimeUnit.SECONDS);

        assertThat(vitals.latest()).isEmpty();
    }

    @Test
    void tellsOfThreadsThatWaitForEachOther() throws Exception {
        // given
        ReentrantLock one = new ReentrantLock();
        ReentrantLock other = new ReentrantLock();
        CountDownLatch bothHeld = new CountDownLatch(2);
        Thread first = new Thread(() -> takeBoth(one, other, bothHeld), "first of two");
        Thread second = new Thread(() -> takeBoth(other, one, bothHeld), "second of two");
        assertThat(vitals.deadlocked()).isZero();

        // when
        first.start();
        second.start();

        // then
        assertThat(Eventually.holds(PATIENCE, () -> vitals.deadlocked() == 2)).isTrue();
        assertThat(vitals.ailments()).containsExactly("threads wait for each other: first of two, second of two");

        // when
        first.interrupt();
        second.interrupt();

        // then
        assertThat(Eventually.holds(PATIENCE, () -> vitals.ailments().isEmpty()))
                .isTrue();
    }

    private String deploy() throws Exception {
        return vertx.deployVerticle(() -> new LoopVerticle(vitals), new DeploymentOptions().setInstances(LOOPS))
                .await(20, TimeUnit.SECONDS);
    }

    private static void takeBoth(Lock mine, Lock theirs, CountDownLatch bothHeld) {
        mine.lock();
        try {
            bothHeld.countDown();
            await(bothHeld);
            theirs.lockInterruptibly();
            theirs.unlock();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            mine.unlock();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
