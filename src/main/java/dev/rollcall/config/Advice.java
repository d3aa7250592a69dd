package dev.rollcall.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is allowed, but seldom meant: a valid configuration that its writer may want to look at again. Pure. */
public final class Advice {
    private static final Set<String> LOOPBACK = Set.of("localhost", "::1", "ip6-localhost");

    private Advice() {}

    /** A sentence each; none when there is nothing to say. */
    public static List<String> of(RollcallConfig config) {
        List<String> advice = new ArrayList<>();
        HttpConfig http = config.http();
        if (http.tls() == null && http.proxies().isEmpty() && !isLoopback(http.host())) {
            advice.add("http.host " + http.host()
                    + " can be reached from other machines, in clear text: set http.tls, or name the proxy in front in"
                    + " http.proxies");
        }
        if (http.management() != null && !isLoopback(http.management().host())) {
            advice.add("http.management.host " + http.management().host()
                    + " can be reached from other machines, in clear text");
        }
        if (config.history().file() == null) {
            advice.add("history.file is null: what changed is forgotten when Rollcall ends");
        }
        if (config.packages().isEmpty() && !config.collect().discover()) {
            advice.add("no packages are named and collect.discover is false: the board stays empty");
        }
        return advice;
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host) || host.startsWith("127.");
    }
}
