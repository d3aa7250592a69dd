package dev.rollcall.inventory;

import java.time.Duration;
import java.time.Instant;

/**
 * What one run of a probe gave, or that there will be none any more.
 *
 * @param subject what was asked about
 * @param outcome a version, why there is none, or that nobody asks any more
 * @param at when the answer was there
 * @param took how long the command ran; zero when none ran
 */
public record Reading(Subject subject, Outcome outcome, Instant at, Duration took) {

    /** The reading that makes an entry what {@code entry} is. */
    public static Reading of(Entry entry, Instant at) {
        Reason reason = entry.reason();
        Outcome outcome = reason == null
                ? new Found(String.valueOf(entry.version()))
                : switch (entry.status()) {
                    case MISSING -> new Absent(reason.cause());
                    case STALE -> new Overdue(reason.cause());
                    default -> new Failed(reason.cause(), reason.detail());
                };
        return new Reading(entry.subject(), outcome, at, Duration.ZERO);
    }

    /** A version, why there is none, or that nobody asks any more. */
    public sealed interface Outcome {
        /** In words for people: the version, or why there is none. */
        default String text() {
            if (this instanceof Found found) {
                return found.version();
            }
            if (this instanceof Failed failed) {
                return failed.cause();
            }
            if (this instanceof Absent absent) {
                return absent.cause();
            }
            return this instanceof Overdue overdue ? overdue.cause() : "not asked any more";
        }
    }

    /**
     * The command gave a version.
     *
     * @param version as the program writes it; not blank
     */
    public record Found(String version) implements Outcome {
        /** Refuses a blank version. */
        public Found {
            if (version.isBlank()) {
                throw new IllegalArgumentException("version: found \"" + version + "\"; must not be blank");
            }
        }
    }

    /**
     * The program is not installed.
     *
     * @param cause in words for people
     */
    public record Absent(String cause) implements Outcome {}

    /**
     * The version could not be read.
     *
     * @param cause in words for people. Two runs that fail alike must say the same, for another cause is a change: no
     *     time stamps, process ids or quotations in it
     * @param detail more about this one run, such as a line that the command printed; empty for nothing
     */
    public record Failed(String cause, String detail) implements Outcome {}

    /**
     * The probe should have run and could not, for example because all workers were busy.
     *
     * @param cause in words for people, the same each time
     */
    public record Overdue(String cause) implements Outcome {}

    /**
     * Nobody asks for it any more: its probe was taken out of the configuration, or another entry has taken its place. The
     * entry leaves the board. Not for a program that is no longer installed, which is {@link Absent}.
     */
    public record Gone() implements Outcome {}
}
