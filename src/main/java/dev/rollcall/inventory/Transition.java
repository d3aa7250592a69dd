package dev.rollcall.inventory;

import dev.rollcall.inventory.Reading.Absent;
import dev.rollcall.inventory.Reading.Failed;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Reading.Overdue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From one state of an entry to the next: the rules of DESIGN §2. A failed reading never erases a known version. */
public final class Transition {
    private Transition() {}

    /**
     * The state after {@code reading}, which is not {@link Reading.Gone}.
     *
     * @param before the state until now, or null when there was none
     * @param seq the number that the new state gets
     */
    public static Entry after(@Nullable Entry before, Reading reading, long seq) {
        Reading.Outcome outcome = reading.outcome();
        if (outcome instanceof Found found) {
            return found(before, reading, found.version(), seq);
        }
        if (outcome instanceof Absent absent) {
            return absent(before, reading, absent.cause(), seq);
        }
        if (outcome instanceof Failed failed) {
            Reason reason = new Reason(failed.cause(), failed.detail(), reading.at());
            return troubled(before, reading, Status.FAILED, reason, seq);
        }
        if (outcome instanceof Overdue overdue) {
            return troubled(before, reading, Status.STALE, new Reason(overdue.cause(), "", reading.at()), seq);
        }
        throw new IllegalArgumentException("outcome: found " + outcome + "; must leave an entry");
    }

    private static Entry found(@Nullable Entry before, Reading reading, String version, long seq) {
        Instant at = reading.at();
        if (before != null && version.equals(before.version())) {
            return new Entry(reading.subject(), version, Status.OK, before.since(), at, null, before.previous(), seq);
        }
        return new Entry(reading.subject(), version, Status.OK, at, at, null, lastVersion(before), seq);
    }

    private static Entry absent(@Nullable Entry before, Reading reading, String cause, long seq) {
        Instant at = reading.at();
        boolean already = before != null && before.status() == Status.MISSING;
        Instant since = before != null && already ? before.since() : at;
        Reason reason = new Reason(cause, "", since);
        return new Entry(reading.subject(), null, Status.MISSING, since, at, reason, lastVersion(before), seq);
    }

    private static Entry troubled(@Nullable Entry before, Reading reading, Status status, Reason now, long seq) {
        Instant at = reading.at();
        if (before == null) {
            return new Entry(reading.subject(), null, status, at, at, now, null, seq);
        }
        // With a version, "since" is the version's; without one, the trouble's.
        boolean goesOn = before.status() == status;
        Instant since = goesOn || before.version() != null ? before.since() : at;
        // A probe that did not run has checked nothing.
        Instant checked = status == Status.STALE ? before.checked() : at;
        Reason reason = goesOn && before.reason() != null ? continued(before.reason(), now) : now;
        return new Entry(reading.subject(), before.version(), status, since, checked, reason, before.previous(), seq);
    }

    /** Of runs that fail alike the first one's detail stays, so that a time stamp in it is no change each minute. */
    private static Reason continued(Reason before, Reason now) {
        return before.cause().equals(now.cause()) ? before : new Reason(now.cause(), now.detail(), before.since());
    }

    private static @Nullable String lastVersion(@Nullable Entry before) {
        if (before == null) {
            return null;
        }
        return before.version() != null ? before.version() : before.previous();
    }
}
