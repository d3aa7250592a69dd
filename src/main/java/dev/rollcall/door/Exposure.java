package dev.rollcall.door;

import dev.rollcall.config.AddressRange;
import dev.rollcall.config.HttpConfig;
import dev.rollcall.config.RollcallConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at the start what an operator may not have meant. */
public final class Exposure {
    private static final Logger log = LoggerFactory.getLogger(Exposure.class);

    private static final List<AddressRange> LOOPBACK = Stream.of("127.0.0.0/8", "::1")
            .map(AddressRange::parse)
            .flatMap(Optional::stream)
            .toList();

    private Exposure() {}

    /** Looks at {@code config} once. */
    public static void warn(RollcallConfig config) {
        HttpConfig http = config.http();
        if (http.tls() == null && http.proxies().isEmpty() && !isLoopback(http.host())) {
            log.warn(
                    "host={} can be reached from other machines, in clear text: set http.tls, or let a proxy with TLS stand"
                            + " before it and name it in http.proxies, or listen on 127.0.0.1",
                    http.host());
        }
        int clients = config.stream().clients();
        int connections = http.limits().connections();
        if (clients > connections) {
            log.warn(
                    "stream.clients={} is more than http.limits.connections={}: so many streams cannot be open at once",
                    clients,
                    connections);
        }
    }

    /** No name is looked up: of names, only the usual one is known to be. */
    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || LOOPBACK.stream().anyMatch(range -> range.contains(host));
    }
}
