package dev.rollcall.inventory;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The current state of one package on one host.
 *
 * @param subject what it is of
 * @param version the last good version; null when none was ever read, or when the package is missing
 * @param status what is known
 * @param since since when this version is there; without a version, since when the status is this
 * @param checked when the probe last answered
 * @param reason why it is not up to date; null exactly when the status is {@link Status#OK}
 * @param previous the version before this one, or null
 * @param seq sequence number of the entry's last change
 */
public record Entry(
        Subject subject,
        @Nullable String version,
        Status status,
        Instant since,
        Instant checked,
        @Nullable Reason reason,
        @Nullable String previous,
        long seq)
        implements Standing {

    /** Checks that a reason is there exactly when one is needed, and that an entry that is well has a version. */
    public Entry {
        if ((status == Status.OK) != (reason == null)) {
            throw new IllegalArgumentException("reason: found " + reason + " with status " + status);
        }
        if (status == Status.OK && version == null) {
            throw new IllegalArgumentException("version: found none with status " + status);
        }
    }

    @Override
    public EntryKey key() {
        return subject.key();
    }

    /** The same with another number of its last change. */
    public Entry withSeq(long otherSeq) {
        return new Entry(subject, version, status, since, checked, reason, previous, otherSeq);
    }

    /** The same, last checked at another time. */
    public Entry withChecked(Instant otherChecked) {
        return new Entry(subject, version, status, since, otherChecked, reason, previous, seq);
    }

    /** Whether somebody who sees both would call them different: everything but {@code checked} and {@code seq}. */
    public boolean differsFrom(Entry other) {
        return status != other.status
                || !Objects.equals(version, other.version)
                || !Objects.equals(cause(), other.cause())
                || !subject.equals(other.subject);
    }

    private @Nullable String cause() {
        return reason == null ? null : reason.cause();
    }
}
