package dev.rollcall.bench;

import java.util.ArrayList;
import java.util.List;

/** Makes the settings of the themes. */
final class Plan {
    private static final int SMALL_BYTES = 200;
    private static final int LARGE_BYTES = 4096;
    /** Bursts are short: their median over the rounds is of twice as many. */
    private static final int BURSTS = 2;

    private static final int WARM_IN_FLIGHT = 4;
    private static final int WARM_COUNT_MIN = 10;

    /** A broadcast to 15,000 takes some 200 ms; the next one shall find the server at rest. */
    private static final int INTERVAL_MILLIS_MIN = 100;

    private static final int CONNECTIONS_PER_INTERVAL_MILLI = 30;

    /** One in so many. */
    private static final int STALLED_SHARE = 10;

    private final Scale scale;

    Plan(Scale scale) {
        this.scale = scale;
    }

    /** Everything that is asked of so many connections over HTTP/1.1. */
    Setting fanOut(int connections) {
        List<Phase> phases = new ArrayList<>(List.of(new Phase.Connect(), new Phase.Idle(scale.idleMillis())));
        phases.addAll(warm(connections));
        for (int sizeBytes : List.of(SMALL_BYTES, LARGE_BYTES)) {
            phases.add(paced(sizeBytes, connections));
            for (int i = 0; i < BURSTS; i++) {
                phases.add(new Broadcasts.Burst(sizeBytes, scale.burstCount()));
            }
        }
        phases.add(new Phase.Rest(scale.idleMillis()));
        phases.add(new Phase.Leave(scale.idleMillis()));
        phases.add(new Phase.Reconnect());
        return new Setting(Theme.FAN_OUT, connections, 0, 0, phases);
    }

    /** So many come as fast as they can. */
    Setting storm(int connections) {
        return new Setting(
                Theme.STORM, connections, 0, 0, List.of(new Phase.Connect(), new Phase.Idle(scale.idleMillis())));
    }

    /** The same work without and with clients that read nothing. */
    List<Setting> stalled(int connections) {
        List<Phase> phases = new ArrayList<>(List.of(new Phase.Connect()));
        phases.addAll(warm(connections));
        phases.add(new Broadcasts.Flow(LARGE_BYTES, scale.stalledEvents(), WARM_IN_FLIGHT));
        phases.add(paced(LARGE_BYTES, connections));
        phases.add(new Phase.Rest(scale.idleMillis()));
        List<Phase> withStalled = new ArrayList<>(phases);
        withStalled.add(new Phase.Resume(scale.resumeMillis()));
        return List.of(
                new Setting(Theme.STALLED, connections, 0, 0, phases),
                new Setting(Theme.STALLED, connections, 0, Math.max(1, connections / STALLED_SHARE), withStalled));
    }

    /** Many streams to a connection. One broadcast at a time: to 100,000 streams it takes more than a second. */
    Setting http2(int connections, int streamsPerConnection) {
        return new Setting(
                Theme.HTTP2,
                connections,
                streamsPerConnection,
                0,
                List.of(
                        new Phase.Connect(),
                        new Phase.Idle(scale.idleMillis()),
                        new Broadcasts.Warm(SMALL_BYTES, scale.http2Count(), 1),
                        new Broadcasts.Flow(SMALL_BYTES, scale.http2Count(), 1),
                        new Broadcasts.Burst(SMALL_BYTES, scale.http2Count()),
                        new Phase.Rest(scale.idleMillis())));
    }

    private List<Phase> warm(int connections) {
        int count = Math.max(WARM_COUNT_MIN, scale.warmDeliveries() / connections);
        return List.of(
                new Broadcasts.Warm(SMALL_BYTES, count, WARM_IN_FLIGHT),
                new Broadcasts.Warm(SMALL_BYTES, scale.burstCount(), scale.burstCount()));
    }

    private Phase paced(int sizeBytes, int connections) {
        int intervalMillis = Math.max(INTERVAL_MILLIS_MIN, connections / CONNECTIONS_PER_INTERVAL_MILLI);
        return new Broadcasts.Paced(sizeBytes, scale.pacedCount(), intervalMillis);
    }
}
