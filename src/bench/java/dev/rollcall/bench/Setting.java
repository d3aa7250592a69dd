package dev.rollcall.bench;

import java.util.List;
import java.util.Locale;

/**
 * The work of one run: a fresh server, a fresh client, and these phases.
 *
 * @param theme what it is about
 * @param connections how many the client opens
 * @param streamsPerConnection over HTTP/2; 0 for HTTP/1.1, where a connection is a stream
 * @param stalled how many of the connections read nothing
 * @param phases in this order
 */
record Setting(Theme theme, int connections, int streamsPerConnection, int stalled, List<Phase> phases) {
    Setting {
        phases = List.copyOf(phases);
        if (connections < 1 || stalled < 0 || stalled >= connections) {
            throw new IllegalArgumentException("connections: " + connections + ", stalled: " + stalled);
        }
    }

    /** The clients of this run, for tables. */
    String clients() {
        String what = format("%,d", connections);
        if (streamsPerConnection > 0) {
            return what + format(" × %,d", streamsPerConnection);
        }
        return stalled > 0 ? what + format(", %,d stalled", stalled) : what;
    }

    private static String format(String form, int number) {
        return String.format(Locale.ROOT, form, number);
    }
}
