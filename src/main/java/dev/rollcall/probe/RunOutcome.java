package dev.rollcall.probe;

import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Found;
import java.util.List;
import java.util.Locale;

/** How a run went for one probe, for those who count. */
public enum RunOutcome {
    /** It told a version; a listing, at least one. */
    OK,
    /** It was ended, for it took too long. */
    TIMEOUT,
    /** It told none, or could not be started. */
    FAILED,
    /** There is no such program. */
    MISSING;

    /** What {@code run} was for a probe that reads {@code readings} out of it. */
    static RunOutcome of(Run run, List<Reading> readings) {
        if (run instanceof Run.TimedOut) {
            return TIMEOUT;
        }
        if (run instanceof Run.NotFound) {
            return MISSING;
        }
        return readings.stream().anyMatch(reading -> reading.outcome() instanceof Found) ? OK : FAILED;
    }

    /** As metrics name it: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
