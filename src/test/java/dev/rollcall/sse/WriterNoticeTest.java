package dev.rollcall.sse;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rollcall.sse.SseStreams.Writer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class WriterNoticeTest {
    private final Logger log = (Logger) LoggerFactory.getLogger(WriterNotice.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final WriterNotice notice = new WriterNotice();

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(lines);
    }

    @Test
    void saysOfEachWayThatItIsTakenWhenItIsTakenFirst() {
        notice.opened(Writer.SOCKET, () -> "none");
        notice.opened(Writer.RESPONSE, () -> "HTTP/2");

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("streams writer=socket", "streams writer=response reason=\"HTTP/2\"");
        assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.INFO);
    }

    @Test
    void saysNothingASecondTimeAndAsksForNoReason() {
        // given
        notice.opened(Writer.SOCKET, () -> "none");
        notice.opened(Writer.RESPONSE, () -> "HTTP/2");
        lines.list.clear();

        // when
        notice.opened(Writer.SOCKET, WriterNoticeTest::unasked);
        notice.opened(Writer.RESPONSE, WriterNoticeTest::unasked);

        // then
        assertThat(lines.list).isEmpty();
    }

    private static String unasked() {
        throw new AssertionError("asked for a reason that nobody is told");
    }
}
