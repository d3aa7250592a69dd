package dev.rollcall.http;

import dev.rollcall.config.AddressRange;
import dev.rollcall.config.RollcallConfig;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who asks, in numbers. A proxy of {@code http.proxies} is believed what it says in {@code X-Forwarded-For} of whom it asks
 * for, and so on from the right as long as those are such proxies too; what anybody else says is worth nothing.
 *
 * <p>Any thread.
 */
final class ClientAddress {
    private static final String FORWARDED = "X-Forwarded-For";
    private static final char SEPARATOR = ',';

    private final Supplier<RollcallConfig> config;
    private volatile Trusted last = new Trusted(List.of(), List.of());

    /** Proxies as they stand in the configuration, and what they mean. */
    private record Trusted(List<String> proxies, List<AddressRange> ranges) {
        static Trusted of(List<String> proxies) {
            return new Trusted(
                    proxies,
                    proxies.stream()
                            .map(AddressRange::parse)
                            .flatMap(Optional::stream)
                            .toList());
        }
    }

    ClientAddress(Supplier<RollcallConfig> config) {
        this.config = config;
    }

    /** The address that {@code request} comes from; "unknown" where it has none, as through a socket of the file system. */
    String of(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        String address = peer == null ? null : peer.hostAddress();
        String nearest =
                address == null ? "unknown" : AddressRange.canonical(address).orElse(address);
        List<AddressRange> believed = trusted();
        return believed.isEmpty()
                ? nearest
                : farthest(nearest, request.headers().getAll(FORWARDED), believed);
    }

    private List<AddressRange> trusted() {
        List<String> now = config.get().http().proxies();
        Trusted known = last;
        if (!known.proxies().equals(now)) {
            known = Trusted.of(now);
            last = known;
        }
        return known.ranges();
    }

    /** The first, from the right, that is no proxy of ours; where one cannot be read, the proxy that wrote it down. */
    private static String farthest(String nearest, List<String> headers, List<AddressRange> trusted) {
        String client = nearest;
        for (int i = headers.size() - 1; i >= 0; i--) {
            String header = headers.get(i);
            int end = header.length();
            while (end >= 0) {
                if (!isTrusted(client, trusted)) {
                    return client;
                }
                int comma = header.lastIndexOf(SEPARATOR, end - 1);
                Optional<String> before =
                        address(header.substring(comma + 1, end).strip());
                if (before.isEmpty()) {
                    return client;
                }
                client = before.get();
                end = comma;
            }
        }
        return client;
    }

    private static boolean isTrusted(String address, List<AddressRange> trusted) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    /** Of {@code 192.0.2.1}, {@code 192.0.2.1:4711}, {@code 2001:db8::1}, {@code [2001:db8::1]} and {@code [2001:db8::1]:4711}. */
    private static Optional<String> address(String text) {
        String address = text;
        if (text.startsWith("[")) {
            int close = text.indexOf(']');
            address = close < 0 ? "" : text.substring(1, close);
        } else if (text.indexOf('.') > 0 && text.indexOf(':') == text.lastIndexOf(':') && text.indexOf(':') > 0) {
            address = text.substring(0, text.indexOf(':'));
        }
        return AddressRange.canonical(address);
    }
}
