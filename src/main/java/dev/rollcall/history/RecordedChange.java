package dev.rollcall.history;

import dev.rollcall.inventory.ChangeKind;
import dev.rollcall.inventory.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change as it was written down.
 *
 * @param seq its number, once per file
 * @param at when it was noticed
 * @param subject what it is a change of, as it is called today
 * @param kind what it means
 * @param from the version before, or null
 * @param to the version after, or null; that of a package that cannot be read any more is kept
 * @param reason why it is not well, in words for people, or null
 */
public record RecordedChange(
        long seq,
        Instant at,
        Subject subject,
        ChangeKind kind,
        @Nullable String from,
        @Nullable String to,
        @Nullable String reason) {}
