package dev.rollcall.history;

import dev.rollcall.inventory.ChangeKind;
import dev.rollcall.inventory.Subject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differed between two moments. What went to and fro between them, and came back to where it was, is not in it.
 *
 * @param from the earlier moment, or where what was kept begins
 * @param to the later moment
 * @param complete whether the history reaches back to the earlier moment; otherwise older changes were removed, and there may
 *     be differences that it does not know
 * @param differences by host and package
 */
public record Comparison(Point from, Point to, boolean complete, List<Difference> differences) {

    /** Copies the list. */
    public Comparison {
        differences = List.copyOf(differences);
    }

    /**
     * A moment between two changes.
     *
     * @param seq number of the last change before it
     * @param time when that was; where the history begins, when the first change was; null when there is none
     */
    public record Point(long seq, @Nullable Instant time) {}

    /**
     * One entry was in another state.
     *
     * @param subject the entry, as it is called today
     * @param kind what the way from the earlier state to the later one means
     * @param from the earlier version, or null
     * @param to the later version, or null; that of a package that cannot be read any more is kept
     */
    public record Difference(
            Subject subject,
            ChangeKind kind,
            @Nullable String from,
            @Nullable String to) {}
}
