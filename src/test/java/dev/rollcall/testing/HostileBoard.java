package dev.rollcall.testing;

import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Failed;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Reading.Outcome;
import dev.rollcall.inventory.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A board of the worst that commands and configurations can say: each of {@link #TEXTS} as a label, category, version, version
 * before, reason, package and host. Beside it stand entries that are as usual, to see that nothing happens to them.
 */
public final class HostileBoard {
    /** Would say so if it were ever taken for markup. */
    public static final String MARKUP =
            "<img src=//127.0.0.1:9/x onerror=\"window.hacked=1\"><script>window.hacked=1</script><b>&lt;&amp;";

    /** Where somebody makes markup by hand, an attribute ends here. */
    public static final String QUOTED = "\"'><svg onload=window.hacked=1>${window.hacked=1}{{7*7}}`";

    /** Nowhere to break it. */
    public static final String LONG = "9".repeat(10_240);

    /** As long, with places to break it. */
    public static final String WORDS = "long and ".repeat(1_140);

    /** Hebrew. */
    public static final String RIGHT_TO_LEFT = "גרסה 1.2 שלוש";

    /** Turns round what stands behind it, where nothing holds it in; and is never closed. */
    public static final String OVERRIDE = "1.2\u202Efdp.exe \u2067\u2066";

    /** Line ends, a bell, an escape sequence, a NUL, a byte order mark. */
    public static final String CONTROL = "a\u0000b\u0007c\u001B[31md\r\n\u2028e\u0085\uFEFFf\u007F";

    /** All of them. */
    public static final List<String> TEXTS =
            List.of(MARKUP, QUOTED, LONG, WORDS, RIGHT_TO_LEFT, OVERRIDE, CONTROL, "javascript:window.hacked=1");

    /** As usual. */
    public static final EntryKey PLAIN = new EntryKey("web01", "plain");

    private HostileBoard() {}

    /** All that was read until {@code now}, the oldest first. */
    public static List<Reading> past(Instant now) {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < TEXTS.size(); i++) {
            String text = TEXTS.get(i);
            Subject subject = new Subject(key("web01", i), text, text);
            readings.add(reading(subject, new Found("1.0 " + text), now.minus(Duration.ofDays(3))));
            readings.add(reading(subject, new Found(text), now.minus(Duration.ofHours(2))));
            Subject failing = new Subject(new EntryKey("web01", text), "Failing " + i, "Failing");
            readings.add(reading(failing, new Found(text), now.minus(Duration.ofHours(1))));
            readings.add(reading(failing, new Failed(text, text), now.minus(Duration.ofMinutes(30))));
            Subject elsewhere = new Subject(new EntryKey(text, PLAIN.packageName()), "Plain", "Usual");
            readings.add(reading(elsewhere, new Found("1.0." + i), now.minus(Duration.ofMinutes(20))));
        }
        Subject plain = new Subject(PLAIN, "Plain", "Usual");
        readings.add(reading(plain, new Found("1.2.2"), now.minus(Duration.ofMinutes(15))));
        readings.add(reading(plain, new Found("1.2.3"), now.minus(Duration.ofMinutes(10))));
        return readings;
    }

    /** Of the entry whose label, category and version are the text of this number. */
    public static EntryKey key(String host, int text) {
        return new EntryKey(host, "hostile-" + text);
    }

    private static Reading reading(Subject subject, Outcome outcome, Instant at) {
        return new Reading(subject, outcome, at, Duration.ofMillis(5));
    }
}
