package dev.rollcall.inventory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a change means to those who run the software. */
public enum ChangeKind {
    /** It is there, and was not known or not installed before. */
    APPEARED,
    /** A later version ({@link VersionOrder}). */
    UPGRADED,
    /** An earlier version. */
    DOWNGRADED,
    /** Another version, and no telling which of the two is the later one. */
    CHANGED,
    /** It cannot be read, or was not asked for too long; the last good version is kept. */
    FAILED,
    /** It can be read again, and has its last version still. */
    RECOVERED,
    /** It is not installed. */
    MISSING,
    /** Nobody asks for it any more: it left the board. */
    REMOVED;

    /** The kind of this name on the wire. */
    public static Optional<ChangeKind> named(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst();
    }

    /** The name on the wire, in the file and on the page: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The way from one state of an entry to another, of which at most one is null: not there. Empty when it is none. */
    static Optional<ChangeKind> of(@Nullable Entry before, @Nullable Entry after) {
        Optional<ChangeKind> kind = between(state(before), state(after));
        if (kind.isEmpty() && before != null && after != null && isOtherTrouble(before.reason(), after.reason())) {
            return Optional.of(trouble(after.status()));
        }
        return kind;
    }

    private static boolean isOtherTrouble(@Nullable Reason before, @Nullable Reason after) {
        return before != null && after != null && !before.cause().equals(after.cause());
    }

    /** The way from one state to another, where null is not there. Empty when both are the same. */
    public static Optional<ChangeKind> between(@Nullable VersionState before, @Nullable VersionState after) {
        if (Objects.equals(before, after)) {
            return Optional.empty();
        }
        if (after == null) {
            return Optional.of(REMOVED);
        }
        return Optional.of(after.status() == Status.OK ? good(before, after) : trouble(after.status()));
    }

    private static ChangeKind good(@Nullable VersionState before, VersionState after) {
        if (before == null || before.status() == Status.MISSING) {
            return APPEARED;
        }
        String was = before.version();
        String is = Objects.requireNonNull(after.version());
        if (was == null || was.equals(is)) {
            return RECOVERED;
        }
        OptionalInt order = VersionOrder.compare(is, was);
        if (order.isEmpty() || order.getAsInt() == 0) {
            return CHANGED;
        }
        return order.getAsInt() > 0 ? UPGRADED : DOWNGRADED;
    }

    private static ChangeKind trouble(Status status) {
        return status == Status.MISSING ? MISSING : FAILED;
    }

    private static @Nullable VersionState state(@Nullable Entry entry) {
        return entry == null ? null : new VersionState(entry.version(), entry.status());
    }
}
