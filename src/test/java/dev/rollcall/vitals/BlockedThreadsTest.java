package dev.rollcall.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rollcall.testing.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.threadchecker.BlockedThreadEvent;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BlockedThreadsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final BlockedThreads blocked = new BlockedThreads();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(BlockedThreads.class);

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        log.detachAppender(lines);
    }

    @Test
    void tellsOfAnEventLoopThatIsBlockedAndWhereItStands() throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setMaxEventLoopExecuteTime(100)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
                .setBlockedThreadCheckInterval(20));
        CountDownLatch over = new CountDownLatch(1);
        try {
            blocked.watch(vertx);

            vertx.runOnContext(v -> standStill(over));

            assertThat(Eventually.holds(PATIENCE, () -> blocked.count(BlockedThreads.Kind.EVENT_LOOP) == 1))
                    .isTrue();
            assertThat(blocked.count(BlockedThreads.Kind.WORKER)).isZero();
            assertThat(Eventually.holds(PATIENCE, () -> !lines.list.isEmpty())).isTrue();
            assertThat(lines.list.get(0).getFormattedMessage())
                    .matches("blocked thread=vert.x-eventloop-thread-\\d kind=event_loop millis=\\d+ millisMax=100");
            assertThat(lines.list.get(0).getThrowableProxy().getStackTraceElementProxyArray())
                    .anySatisfy(frame -> assertThat(frame.getSTEAsString()).contains("standStill"));
        } finally {
            over.countDown();
            vertx.close().await(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void saysItWhenItBeginsAndWheneverItHasLastedTwiceAsLong() {
        for (long seconds = 2; seconds <= 16; seconds++) {
            blocked.blocked(event(seconds, SECOND));
        }

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .extracting(line -> line.replaceAll(".* millis=(\\d+) .*", "$1"))
                .containsExactly("2000", "4000", "8000", "16000");
        assertThat(blocked.count(BlockedThreads.Kind.WORKER)).isEqualTo(1);

        blocked.blocked(event(1, SECOND));

        assertThat(lines.list).hasSize(5);
        assertThat(blocked.count(BlockedThreads.Kind.WORKER)).isEqualTo(2);
    }

    private static void standStill(CountDownLatch over) {
        try {
            over.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static BlockedThreadEvent event(long seconds, long allowed) {
        return new BlockedThreadEvent(Thread.currentThread(), seconds * SECOND, allowed, 0);
    }
}
