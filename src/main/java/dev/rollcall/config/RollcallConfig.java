package dev.rollcall.config;

import java.util.List;

/**
 * The whole configuration, valid by construction.
 *
 * @param http where Rollcall listens
 * @param stream how the event stream behaves
 * @param collect how version commands are run
 * @param packages what is kept track of by name, in the order of the file; discovery may add to it
 * @param warnings what was understood but will not do what its writer may expect, one sentence each
 */
public record RollcallConfig(
        HttpConfig http,
        StreamConfig stream,
        CollectConfig collect,
        List<PackageConfig> packages,
        List<String> warnings) {

    /** Copies the lists. */
    public RollcallConfig {
        packages = List.copyOf(packages);
        warnings = List.copyOf(warnings);
    }

    /** The same, listening on another port. */
    public RollcallConfig withPort(int port) {
        return new RollcallConfig(http.withPort(port), stream, collect, packages, warnings);
    }
}
