package dev.rollcall.inventory;

import java.util.List;

/**
 * What a batch of readings did: the one message that travels from the collecting wing to the serving one.
 *
 * @param changes what changed, in order; empty when the batch only confirmed what was known
 * @param confirmations entries that were shown as stale since a restart, and have turned out to be as they were before it
 * @param snapshot the inventory after the batch
 */
public record Update(List<Change> changes, List<Confirmation> confirmations, Snapshot snapshot) {

    /**
     * An entry is as it was before the restart. No change, but news to whoever saw it stale.
     *
     * @param key host and package
     * @param seq the number under which this is told
     */
    public record Confirmation(EntryKey key, long seq) {}

    /** Copies the lists. */
    public Update {
        changes = List.copyOf(changes);
        confirmations = List.copyOf(confirmations);
    }

    /** Whether numbers were given out: whether clients are told anything but that an entry was checked. */
    public boolean isNews() {
        return !changes.isEmpty() || !confirmations.isEmpty();
    }

    /** The same with another view of the state after it. */
    public Update with(Snapshot other) {
        return new Update(changes, confirmations, other);
    }
}
