package dev.rollcall.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123456Z");

    private final Inventory inventory = new Inventory("e9", Clock.fixed(NOW, ZoneOffset.UTC), 100);

    @Test
    void writesTheEntryOfDesign4() {
        assertThat(versions(after(new Reading.Found("1.10"))))
                .isEqualTo(
                        "{\"epoch\":\"e9\",\"seq\":1,\"time\":\"2026-11-22T12:00:00.123Z\",\"entries\":[{\"host\":\"web1\","
                                + "\"package\":\"nginx\",\"label\":\"nginx\",\"category\":\"Web\",\"version\":\"1.10\","
                                + "\"status\":\"ok\",\"since\":\"2026-11-22T12:00:00.123Z\","
                                + "\"checked\":\"2026-11-22T12:00:00.123Z\",\"seq\":1}]}");
    }

    @Test
    void aVersionThatIsNotKnownIsNullAndHasAReason() {
        assertThat(versions(after(new Reading.Absent("nginx is not on the path"))))
                .contains(
                        "\"version\":null,\"status\":\"missing\"", "\"reason\":\"nginx is not on the path (since 2026");
    }

    @Test
    void remembersTheVersionBefore() {
        after(new Reading.Found("1.9"));

        assertThat(change(after(new Reading.Found("1.10")), 1)).contains("\"previous\":\"1.9\",\"seq\":2");
    }

    @Test
    void writesARemovedEntryOfDesign4() {
        after(new Reading.Found("1.9"));

        Snapshot removed = after(new Reading.Gone());

        assertThat(change(removed, 1))
                .isEqualTo("{\"seq\":2,\"time\":\"2026-11-22T12:00:00.123Z\",\"entries\":["
                        + "{\"host\":\"web1\",\"package\":\"nginx\",\"removed\":true,\"seq\":2}]}");
        assertThat(versions(removed)).endsWith("\"entries\":[]}");
    }

    @Test
    void staysOnOneLineWhateverACommandPrinted() {
        String hostile = "1\r\n2\u2028\u0000\"</script>";

        String json = versions(after(new Reading.Failed(hostile, hostile)));

        assertThat(json).doesNotContain("\n", "\r", "\0").contains("1\\r\\n2", "\\u0000\\\"</script>");
    }

    private static String versions(Snapshot state) {
        return Wire.versions(state, state.entries());
    }

    private static String change(Snapshot state, long seq) {
        return Wire.change(state, state.changedSince(seq));
    }

    private Snapshot after(Reading.Outcome outcome) {
        Subject subject = new Subject(new EntryKey("web1", "nginx"), "nginx", "Web");
        return inventory
                .apply(List.of(new Reading(subject, outcome, NOW, Duration.ZERO)))
                .snapshot();
    }
}
