package dev.rollcall.log;

import static dev.rollcall.log.Value.text;
import static dev.rollcall.log.Value.value;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.250Z");

    private final JsonLines lines = new JsonLines();

    @Test
    void saysWhatTheTextSaysAndItsValuesApart() {
        JsonObject line = line(
                null,
                "upgraded host={} package={} count={} reason={} {}",
                value("web\n1"),
                "nginx",
                3,
                text("a \"b\""),
                "rest");

        assertThat(line.getString("time")).isEqualTo("2026-11-23T12:00:00.250Z");
        assertThat(line.getString("level")).isEqualTo("WARN");
        assertThat(line.getString("logger")).isEqualTo("dev.rollcall.Some");
        assertThat(line.getString("thread")).isEqualTo("main");
        assertThat(line.getString("message"))
                .isEqualTo("upgraded host=\"web\\n1\" package=nginx count=3 reason=\"a \\\"b\\\"\" rest");
        assertThat(line.getJsonObject("fields"))
                .isEqualTo(new JsonObject()
                        .put("host", "web\n1")
                        .put("package", "nginx")
                        .put("count", 3)
                        .put("reason", "a \"b\""));
        assertThat(line.containsKey("stack")).isFalse();
    }

    @Test
    void putsAStackIntoOneString() {
        JsonObject line = line(new IllegalStateException("two\nlines"), "failed");

        assertThat(line.containsKey("fields")).isFalse();
        assertThat(line.getString("stack"))
                .startsWith("java.lang.IllegalStateException: two\nlines")
                .contains("putsAStackIntoOneString");
    }

    @Test
    void takesWhateverOthersLog() {
        assertThat(line(null, "odd {} x={}", 1).getString("message")).isEqualTo("odd 1 x={}");
        assertThat(line(null, "n={}", new Object[] {null})
                        .getJsonObject("fields")
                        .getValue("n"))
                .isNull();
        assertThat(line(null, "nan={}", Double.NaN).getJsonObject("fields").getString("nan"))
                .isEqualTo("NaN");
        assertThat(line(null, null).getString("message")).isEqualTo("null");
    }

    /** Reads it as strictly as any reader of logs, and as one line. */
    private JsonObject line(@Nullable Throwable thrown, @Nullable String message, Object... arguments) {
        LoggingEvent event = new LoggingEvent(
                "", new LoggerContext().getLogger("dev.rollcall.Some"), Level.WARN, message, thrown, arguments);
        event.setInstant(NOON);
        event.setThreadName("main");
        String written = lines.doLayout(event);
        assertThat(written).endsWith("}\n");
        assertThat(written.lines()).hasSize(1);
        return new JsonObject(written);
    }
}
