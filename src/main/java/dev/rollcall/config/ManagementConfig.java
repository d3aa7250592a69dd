package dev.rollcall.config;

/**
 * An address of its own for {@code /health} and {@code /metrics}, which are then not answered on the other one: section
 * {@code http.management}.
 *
 * @param host address or name to listen on
 * @param port TCP port; 0 takes any free one
 */
public record ManagementConfig(String host, int port) {
    static final Setting<Integer> PORT = new Setting<>("port", 9080, 0, 65_535);

    /** Checks each value. */
    public ManagementConfig {
        if (!HttpConfig.isHost(host)) {
            throw new IllegalArgumentException("host: found \"" + host + "\"; must be " + HttpConfig.HOST_RULE);
        }
        PORT.check(port);
    }
}
