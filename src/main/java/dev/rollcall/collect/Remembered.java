package dev.rollcall.collect;

import dev.rollcall.probe.Probe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What discovery has found once: what is no longer there is asked on, so that the board says that it is missing instead
 * of showing its last version for ever. One thread.
 */
final class Remembered {
    /** Far more than anybody uninstalls between two restarts; the first to go is forgotten first. */
    static final int GONE_MAX = 200;

    private Map<String, Probe> present = Map.of();
    private final Map<String, Probe> gone = new LinkedHashMap<>();

    /**
     * Takes what a scan has found, by name.
     *
     * @return the probes of what was found by an earlier scan and is not there any more, longest gone first
     */
    List<Probe> gone(Map<String, Probe> found) {
        present.forEach((name, probe) -> {
            if (!found.containsKey(name)) {
                gone.put(name, probe);
            }
        });
        gone.keySet().removeAll(found.keySet());
        while (gone.size() > GONE_MAX) {
            gone.remove(gone.keySet().iterator().next());
        }
        present = new LinkedHashMap<>(found);
        return new ArrayList<>(gone.values());
    }
}
