package dev.rollcall.hub;

import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Standing;
import dev.rollcall.sse.EventText;
import dev.rollcall.sse.Frame;
import java.util.List;

/** The events as DESIGN §4 has them: a whole state is one {@code versions}, whatever changed since is one {@code change}. */
public final class WireEncoder implements EventEncoder {

    @Override
    public Frame versions(Snapshot state, Filter filter) {
        List<Entry> entries = filter.isAll()
                ? state.entries()
                : state.entries().stream().filter(filter::passes).toList();
        return Frame.event(EventType.VERSIONS.text(), id(state), null, Wire.versions(state, entries));
    }

    @Override
    public Frame change(Snapshot state, long seq, Filter filter) {
        List<Standing> all = state.changedSince(seq);
        List<Standing> changed =
                filter.isAll() ? all : all.stream().filter(filter::passes).toList();
        return changed.isEmpty()
                ? Frame.NOTHING
                : Frame.event(EventType.CHANGE.text(), id(state), null, Wire.change(state, changed));
    }

    private static EventText id(Snapshot state) {
        return new EventText(state.cursor().toString());
    }
}
