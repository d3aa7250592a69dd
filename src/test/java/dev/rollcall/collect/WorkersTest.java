package dev.rollcall.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Threads that become more and fewer while they work. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class WorkersTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int SECONDS_MAX = 20;

    @Test
    void usesFewNamesHoweverOftenTheirNumberChanges(Vertx vertx) throws Exception {
        // given: each name of a pool has its metrics to the end of the process
        Context context = vertx.getOrCreateContext();
        Workers workers = new Workers(vertx, "test");
        Set<String> names = new HashSet<>();

        // when
        for (int i = 0; i < 30; i++) {
            int count = 1 + i % 2;
            names.add(Future.<String>future(done -> context.runOnContext(v -> {
                        workers.use(count, LONG);
                        workers.run(() -> Thread.currentThread().getName()).onComplete(done);
                    }))
                    .await(SECONDS_MAX, TimeUnit.SECONDS)
                    .replaceFirst("-\\d+$", ""));
        }

        // then
        assertThat(names)
                .hasSizeBetween(2, 3)
                .allSatisfy(name -> assertThat(name).startsWith("test-probe"));
        workers.close().await(SECONDS_MAX, TimeUnit.SECONDS);
    }
}
