package dev.rollcall.hub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.Removal;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Standing;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The JSON of the wire (DESIGN §4), each object on one line. Stateless; any thread. */
final class Wire {
    private static final JsonFactory JSON = new JsonFactory();

    private Wire() {}

    /** Everything: the data of a {@code versions} event, and the answer of {@code /api/versions}. */
    static String versions(Snapshot snapshot, List<Entry> entries) {
        return object(json -> {
            json.writeStringField("epoch", snapshot.cursor().epoch());
            json.writeNumberField("seq", snapshot.seq());
            json.writeStringField("time", instant(snapshot.time()));
            entries(json, entries);
        });
    }

    /** What changed: the data of such an event. */
    static String change(Snapshot snapshot, List<Standing> changed) {
        return object(json -> {
            json.writeNumberField("seq", snapshot.seq());
            json.writeStringField("time", instant(snapshot.time()));
            entries(json, changed);
        });
    }

    static String time(Instant now, long seq) {
        return object(json -> {
            json.writeStringField("time", instant(now));
            json.writeNumberField("epochMillis", now.toEpochMilli());
            json.writeNumberField("seq", seq);
        });
    }

    static String bye(ByeReason reason, long retryMillis) {
        return object(json -> {
            json.writeStringField("reason", reason.wireName());
            json.writeNumberField("retryMillis", retryMillis);
        });
    }

    /** One entry. */
    static String entry(Entry entry) {
        return object(json -> members(json, entry));
    }

    private static void entries(JsonGenerator json, List<? extends Standing> standings) throws IOException {
        json.writeArrayFieldStart("entries");
        for (Standing standing : standings) {
            if (standing instanceof Entry entry) {
                entry(json, entry);
            } else if (standing instanceof Removal removal) {
                removal(json, removal);
            }
        }
        json.writeEndArray();
    }

    private static void entry(JsonGenerator json, Entry entry) throws IOException {
        json.writeStartObject();
        members(json, entry);
        json.writeEndObject();
    }

    private static void members(JsonGenerator json, Entry entry) throws IOException {
        json.writeStringField("host", entry.key().host());
        json.writeStringField("package", entry.key().packageName());
        json.writeStringField("label", entry.subject().label());
        json.writeStringField("category", entry.subject().category());
        // A version is a string or null, never a number: 1.10 is not 1.1.
        json.writeStringField("version", entry.version());
        json.writeStringField("status", entry.status().wireName());
        json.writeStringField("since", instant(entry.since()));
        json.writeStringField("checked", instant(entry.checked()));
        if (entry.reason() != null) {
            json.writeStringField("reason", entry.reason().text());
        }
        if (entry.previous() != null) {
            json.writeStringField("previous", entry.previous());
        }
        json.writeNumberField("seq", entry.seq());
    }

    private static void removal(JsonGenerator json, Removal removal) throws IOException {
        json.writeStartObject();
        json.writeStringField("host", removal.key().host());
        json.writeStringField("package", removal.key().packageName());
        json.writeBooleanField("removed", true);
        json.writeNumberField("seq", removal.seq());
        json.writeEndObject();
    }

    /** ISO 8601 in UTC, to the millisecond: what {@code new Date()} of a browser can hold. */
    private static String instant(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    private static String object(Members members) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to a string cannot fail", e);
        }
        return out.toString();
    }
}
