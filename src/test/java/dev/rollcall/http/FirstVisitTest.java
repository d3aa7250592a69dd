package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.rollcall.sse.SseStreams.Writer;
import dev.rollcall.testing.Eventually;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@ExtendWith(VertxExtension.class)
class FirstVisitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void isMadeByAServerThatListens() throws Exception {
        // given
        List<String> told = new CopyOnWriteArrayList<>();
        var appender = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                told.add(event.getFormattedMessage());
            }
        };
        appender.start();
        Logger log = (Logger) LoggerFactory.getLogger(FirstVisit.class);
        Level before = log.getLevel();
        log.setLevel(Level.DEBUG);
        log.addAppender(appender);

        // when
        try (HttpRig rig = new HttpRig("{}")) {
            assertThat(Eventually.holds(PATIENCE, () -> !told.isEmpty())).isTrue();

            // then: whoever counts has seen nobody
            assertThat(told).allMatch(line -> line.matches("asked for the page once bytes=\\d{4,}"));
            assertThat(rig.clients()).isZero();
            assertThat(rig.opened(Writer.SOCKET)).isZero();
        } finally {
            log.detachAppender(appender);
            log.setLevel(before);
        }
    }

    @Test
    void asksForThePageAndAScriptAsABrowserDoes(Vertx vertx) throws Exception {
        // given
        List<String> asked = new CopyOnWriteArrayList<>();
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            asked.add(context.request().path() + ' ' + context.request().getHeader("Accept-Encoding"));
            context.end("here");
        });

        // when
        FirstVisit.to(router, vertx).await(20, TimeUnit.SECONDS);

        // then
        assertThat(asked).containsExactly("/ gzip", "/js/page.js gzip");
    }

    @Test
    void isNoMatterWhenItFails(Vertx vertx) throws Exception {
        // given
        Router router = Router.router(vertx);
        router.route().handler(context -> context.request().connection().close());

        // then
        FirstVisit.to(router, vertx).await(20, TimeUnit.SECONDS);
    }
}
