package dev.rollcall.history;

import dev.rollcall.inventory.ChangeKind;
import dev.rollcall.inventory.Status;
import dev.rollcall.inventory.VersionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where one entry stood before the first and after the last of its changes in a range. One thread. */
final class Span {
    private final @Nullable VersionState before;
    private @Nullable VersionState after;

    /** Begins with the first change. */
    Span(ResultSet first) throws SQLException {
        before = state(first, "from_version", "from_status");
        goOn(first);
    }

    /** Takes in a later change. */
    void goOn(ResultSet later) throws SQLException {
        after = state(later, "to_version", "to_status");
    }

    /** What the whole way means; empty when it ended where it had begun. */
    Optional<ChangeKind> kind() {
        return ChangeKind.between(before, after);
    }

    @Nullable
    String from() {
        return before == null ? null : before.version();
    }

    @Nullable
    String to() {
        return after == null ? null : after.version();
    }

    private static @Nullable VersionState state(ResultSet row, String version, String status) throws SQLException {
        String name = row.getString(status);
        return name == null ? null : new VersionState(row.getString(version), status(name));
    }

    private static Status status(String name) throws SQLException {
        return Arrays.stream(Status.values())
                .filter(status -> status.wireName().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new SQLException("status: found " + name + "; must be one that this Rollcall knows"));
    }
}
