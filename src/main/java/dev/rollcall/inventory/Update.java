package dev.rollcall.inventory;

import java.util.List;

/**
 * What a batch of readings did: the one message that travels from the collecting wing to the serving one.
 *
 * @param changes what changed, in order; empty when the batch only confirmed what was known
 * @param snapshot the inventory after the batch
 */
public record Update(List<Change> changes, Snapshot snapshot) {

    /** Copies the list. */
    public Update {
        changes = List.copyOf(changes);
    }
}
