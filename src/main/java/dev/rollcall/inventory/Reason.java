package dev.rollcall.inventory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Why an entry is not up to date, and since when.
 *
 * @param cause in words for people; another cause is another state
 * @param detail what the first run that failed like this had to say; empty for nothing
 * @param since when the trouble began
 */
public record Reason(String cause, String detail, Instant since) {

    /** One sentence for people. */
    public String text() {
        String said = detail.isEmpty() ? cause : cause + ": " + detail;
        return said + " (since " + since.truncatedTo(ChronoUnit.SECONDS) + ")";
    }
}
