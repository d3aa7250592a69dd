package dev.rollcall.hub;

import dev.rollcall.inventory.Snapshot;
import dev.rollcall.sse.Frame;
import java.util.HashSet;
import java.util.Set;

/** Encodes as the wire has it, and complains when it is asked for the same thing again. */
final class OnceEncoder implements EventEncoder {
    private final WireEncoder wire = new WireEncoder();
    private final Set<Object> encoded = new HashSet<>();

    private record Versions(long revision, Filter filter) {}

    private record Change(long from, long to, Filter filter) {}

    int calls() {
        return encoded.size();
    }

    @Override
    public Frame versions(Snapshot state, Filter filter) {
        note(new Versions(state.revision(), filter));
        return wire.versions(state, filter);
    }

    @Override
    public Frame change(Snapshot state, long seq, Filter filter) {
        note(new Change(seq, state.seq(), filter));
        return wire.change(state, seq, filter);
    }

    private void note(Object what) {
        if (!encoded.add(what)) {
            throw new AssertionError("encoded twice: " + what);
        }
    }
}
