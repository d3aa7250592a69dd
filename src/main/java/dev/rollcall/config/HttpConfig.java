package dev.rollcall.config;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where Rollcall listens and how it leaves: section {@code http}.
 *
 * @param host address or name to listen on; loopback unless told otherwise
 * @param port TCP port; 0 takes any free one
 * @param drain over how long open streams are ended on shutdown, so that clients do not come back all at once
 * @param sendBuffer socket send buffer of a connection. The kernel's own choice lets a client that stopped reading hold
 *     some 4 MB before anybody notices; the kernel doubles what is asked for
 * @param warmUp how many connections each event loop makes to itself before it listens, so that the first storm of clients
 *     meets compiled code; 0 for none
 * @param limits how much a connection may ask for
 * @param tls the certificate, or null for clear text
 * @param management where health and metrics are answered instead, or null for here
 * @param proxies addresses of which {@code X-Forwarded-For} is believed, each a number or a network ({@code 10.0.0.0/8})
 * @param origins web pages of these origins may read the answers (CORS); {@code "*"} for all
 * @param frameAncestors pages that may show this one in a frame, as sources of the {@code Content-Security-Policy}
 */
public record HttpConfig(
        String host,
        int port,
        Duration drain,
        ByteSize sendBuffer,
        int warmUp,
        LimitsConfig limits,
        @Nullable TlsConfig tls,
        @Nullable ManagementConfig management,
        List<String> proxies,
        List<String> origins,
        List<String> frameAncestors) {
    static final String HOST = "127.0.0.1";
    static final String HOST_RULE = "an address or a host name";
    static final String PROXY_RULE = "an IP address, or a network such as \"10.0.0.0/8\"";
    static final String ORIGIN_RULE = "an origin such as \"https://ops.example.org\", or \"*\" for all";
    static final String FRAME_RULE = "an origin such as \"https://ops.example.org\", or \"self\"";

    private static final Pattern HOST_FORM = Pattern.compile("[^\\s\\p{Cntrl}\\[\\]/]{1,255}");

    /** RFC 6454: scheme, host and port, nothing behind. */
    private static final Pattern ORIGIN_FORM =
            Pattern.compile("https?://([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

    static final Setting<Integer> PORT = new Setting<>("port", 8080, 0, 65_535);
    /** At most 3 s, because a service manager is promised an exit within 5 s of SIGTERM. */
    static final Setting<Duration> DRAIN =
            new Setting<>("drain", Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(3));

    static final Setting<ByteSize> SEND_BUFFER =
            new Setting<>("sendBuffer", ByteSize.ofKiB(32), ByteSize.ofKiB(4), ByteSize.ofKiB(4096));

    static final Setting<Integer> WARM_UP = new Setting<>("warmUp", 0, 0, 100_000);

    /** Checks each value against its bounds. */
    public HttpConfig {
        if (!isHost(host)) {
            throw new IllegalArgumentException("host: found \"" + host + "\"; must be " + HOST_RULE);
        }
        PORT.check(port);
        DRAIN.check(drain);
        SEND_BUFFER.check(sendBuffer);
        WARM_UP.check(warmUp);
        proxies = checked("proxies", proxies, HttpConfig::isProxy, PROXY_RULE);
        origins = checked("origins", origins, HttpConfig::isOrigin, ORIGIN_RULE);
        frameAncestors = checked("frameAncestors", frameAncestors, HttpConfig::isFrameAncestor, FRAME_RULE);
    }

    /** In clear text, closed to other pages, and with the default limits. */
    public HttpConfig(String host, int port, Duration drain, ByteSize sendBuffer, int warmUp) {
        this(host, port, drain, sendBuffer, warmUp, LimitsConfig.DEFAULT, null, null, List.of(), List.of(), List.of());
    }

    private static List<String> checked(String key, List<String> values, Predicate<String> allowed, String rule) {
        for (String value : values) {
            if (!allowed.test(value)) {
                throw new IllegalArgumentException(key + ": found \"" + value + "\"; must be " + rule);
            }
        }
        return List.copyOf(values);
    }

    /** No spaces, and an IPv6 address without the brackets that it has in a URI. */
    static boolean isHost(String text) {
        return HOST_FORM.matcher(text).matches();
    }

    /** A number: names are not looked up, for a proxy is trusted. */
    static boolean isProxy(String text) {
        return AddressRange.parse(text).isPresent();
    }

    static boolean isOrigin(String text) {
        return text.equals("*") || ORIGIN_FORM.matcher(text).matches();
    }

    static boolean isFrameAncestor(String text) {
        return text.equals("self") || ORIGIN_FORM.matcher(text).matches();
    }

    /** The same, but for what a server that was started with {@code running} cannot change any more. */
    HttpConfig startedWith(HttpConfig running) {
        return new HttpConfig(
                running.host,
                running.port,
                drain,
                running.sendBuffer,
                running.warmUp,
                limits.startedWith(running.limits),
                running.tls,
                running.management,
                proxies,
                origins,
                frameAncestors);
    }

    /** The same, listening on another port. */
    public HttpConfig withPort(int otherPort) {
        return new HttpConfig(
                host, otherPort, drain, sendBuffer, warmUp, limits, tls, management, proxies, origins, frameAncestors);
    }
}
