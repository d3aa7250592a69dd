package dev.rollcall.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(30)
class DebounceTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

    @Test
    void actsOnceAfterABurstForEachKey(Vertx vertx) throws Exception {
        // given
        Context context = vertx.getOrCreateContext();
        Debounce<String> debounce = new Debounce<>(vertx, Duration.ofMillis(50), HOUR, done::add);

        // when
        context.runOnContext(v -> {
            for (int i = 0; i < 100; i++) {
                debounce.touch("a");
                debounce.touch("b");
            }
        });

        // then
        assertThat(done.poll(20, TimeUnit.SECONDS)).isIn("a", "b");
        assertThat(done.poll(20, TimeUnit.SECONDS)).isIn("a", "b");
        assertThat(done.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void actsWhileABurstGoesOnAndOn(Vertx vertx) throws Exception {
        // given: never quiet for an hour, but told not to wait for that
        Context context = vertx.getOrCreateContext();
        Debounce<String> debounce = new Debounce<>(vertx, HOUR, Duration.ofMillis(100), done::add);

        // when
        context.runOnContext(v -> vertx.setPeriodic(5, again -> debounce.touch("a")));

        // then
        for (int i = 0; i < 3; i++) {
            assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo("a");
        }
    }

    @Test
    void actsNoMoreOnceItIsStopped(Vertx vertx) throws Exception {
        // given
        Context context = vertx.getOrCreateContext();
        Debounce<String> debounce = new Debounce<>(vertx, Duration.ofMillis(50), HOUR, done::add);

        // when
        context.runOnContext(v -> {
            debounce.touch("a");
            debounce.stop();
            debounce.touch("b");
        });

        // then
        assertThat(done.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }
}
