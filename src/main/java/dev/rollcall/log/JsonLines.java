package dev.rollcall.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * An event of the log as one line of JSON: {@code time}, {@code level}, {@code logger}, {@code thread}, {@code message},
 * {@code fields}, {@code stack}. The fields are what the message has as {@code key=value}, before they are escaped for it.
 *
 * <p>Logback's own encoder writes the time as a number, and stacks in 20 lines of JSON per frame's dozen of fields. Any thread.
 */
public final class JsonLines extends LayoutBase<ILoggingEvent> {
    private static final Pattern PLACEHOLDER = Pattern.compile("(?:([A-Za-z][A-Za-z0-9_-]*)=)?\\{}");

    private final JsonFactory json = new JsonFactory();

    @Override
    public String doLayout(ILoggingEvent event) {
        StringWriter line = new StringWriter();
        try (JsonGenerator out = json.createGenerator(line)) {
            out.writeStartObject();
            out.writeStringField("time", event.getInstant().toString());
            out.writeStringField("level", event.getLevel().toString());
            out.writeStringField("logger", event.getLoggerName());
            out.writeStringField("thread", event.getThreadName());
            out.writeStringField("message", String.valueOf(event.getFormattedMessage()));
            writeFields(out, fields(event));
            IThrowableProxy thrown = event.getThrowableProxy();
            if (thrown != null) {
                out.writeStringField("stack", ThrowableProxyUtil.asString(thrown));
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.append('\n').toString();
    }

    private static void writeFields(JsonGenerator out, Map<String, @Nullable Object> fields) throws IOException {
        if (fields.isEmpty()) {
            return;
        }
        out.writeObjectFieldStart("fields");
        for (Map.Entry<String, @Nullable Object> field : fields.entrySet()) {
            out.writeFieldName(field.getKey());
            Object value = field.getValue();
            if (value == null) {
                out.writeNull();
            } else if (value instanceof Boolean
                    || (value instanceof Number number && Double.isFinite(number.doubleValue()))) {
                out.writeRawValue(value.toString());
            } else {
                out.writeString(value.toString());
            }
        }
        out.writeEndObject();
    }

    /** The arguments whose place in the message has a key. */
    private static Map<String, @Nullable Object> fields(ILoggingEvent event) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Object[] arguments = event.getArgumentArray();
        if (arguments != null && event.getMessage() != null) {
            Matcher places = PLACEHOLDER.matcher(event.getMessage());
            for (int i = 0; i < arguments.length && places.find(); i++) {
                if (places.group(1) != null) {
                    fields.put(places.group(1), arguments[i] instanceof Value value ? value.raw() : arguments[i]);
                }
            }
        }
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                fields.put(pair.key, pair.value);
            }
        }
        return fields;
    }
}
