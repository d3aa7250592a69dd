package dev.rollcall.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is allowed, but seldom meant: a valid configuration that its writer may want to look at again. Pure. */
public final class Advice {
    private static final List<AddressRange> LOOPBACK = Stream.of("127.0.0.0/8", "::1")
            .map(AddressRange::parse)
            .flatMap(Optional::stream)
            .toList();

    private Advice() {}

    /** A sentence each; none when there is nothing to say. */
    public static List<String> of(RollcallConfig config) {
        List<String> advice = new ArrayList<>();
        HttpConfig http = config.http();
        if (http.tls() == null && http.proxies().isEmpty() && !isLoopback(http.host())) {
            advice.add("http.host " + http.host()
                    + " can be reached from other machines, in clear text: set http.tls, or let a proxy with TLS stand"
                    + " before it and name it in http.proxies, or listen on 127.0.0.1");
        }
        if (http.management() != null && !isLoopback(http.management().host())) {
            advice.add("http.management.host " + http.management().host()
                    + " can be reached from other machines, in clear text");
        }
        int clients = config.stream().clients();
        int connections = http.limits().connections();
        if (clients > connections) {
            advice.add("stream.clients " + clients + " is more than http.limits.connections " + connections
                    + ": so many streams cannot be open at once");
        }
        if (config.history().file() == null) {
            advice.add("history.file is null: what changed is forgotten when Rollcall ends");
        }
        if (config.packages().isEmpty() && !config.collect().discover()) {
            advice.add("no packages are named and collect.discover is false: the board stays empty");
        }
        return advice;
    }

    /** No name is looked up: of names, only the usual one is known to be. */
    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || LOOPBACK.stream().anyMatch(range -> range.contains(host));
    }
}
