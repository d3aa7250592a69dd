package dev.rollcall.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some changes, newest first.
 *
 * @param changes what is on this page
 * @param next where the next page begins; null when there is none
 */
public record ChangePage(
        List<RecordedChange> changes, @Nullable PageCursor next) {

    /** Copies the list. */
    public ChangePage {
        changes = List.copyOf(changes);
    }
}
