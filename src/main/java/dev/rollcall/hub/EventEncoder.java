package dev.rollcall.hub;

import dev.rollcall.inventory.Snapshot;
import dev.rollcall.sse.Frame;

/** Makes the frames that hold a state. Called once for each frame, by any thread. */
public interface EventEncoder {

    /** Everything in {@code state} that {@code filter} passes. */
    Frame versions(Snapshot state, Filter filter);

    /**
     * What changed in {@code state} after change {@code seq}; {@link Frame#NOTHING} when {@code filter} passes none of it.
     */
    Frame change(Snapshot state, long seq, Filter filter);
}
