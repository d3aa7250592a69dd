package dev.rollcall.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * The whole configuration, valid by construction.
 *
 * @param http where Rollcall listens
 * @param stream how the event stream behaves
 * @param collect how version commands are run
 * @param history where changes are written down
 * @param metrics what is told to Prometheus
 * @param packages what is kept track of by name, in the order of the file; discovery may add to it
 */
public record RollcallConfig(
        HttpConfig http,
        StreamConfig stream,
        CollectConfig collect,
        HistoryConfig history,
        MetricsConfig metrics,
        List<PackageConfig> packages) {

    /** Copies the list. */
    public RollcallConfig {
        packages = List.copyOf(packages);
    }

    /** The same, with one more package, which it does not name yet. */
    public RollcallConfig with(PackageConfig another) {
        List<PackageConfig> all =
                Stream.concat(packages.stream(), Stream.of(another)).toList();
        return new RollcallConfig(http, stream, collect, history, metrics, all);
    }

    /** The same, with discovery. */
    public RollcallConfig discovering() {
        return new RollcallConfig(http, stream, collect.discovering(), history, metrics, packages);
    }

    /** The same, listening on another port. */
    public RollcallConfig withPort(int port) {
        return new RollcallConfig(http.withPort(port), stream, collect, history, metrics, packages);
    }

    /** The same, with another history. */
    public RollcallConfig with(HistoryConfig other) {
        return new RollcallConfig(http, stream, collect, other, metrics, packages);
    }
}
