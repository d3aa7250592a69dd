package dev.rollcall.config;

import java.time.Duration;
import java.util.regex.Pattern;

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
 */
public record HttpConfig(String host, int port, Duration drain, ByteSize sendBuffer, int warmUp) {
    static final String HOST = "127.0.0.1";

    private static final Pattern HOST_FORM = Pattern.compile("[^\\s\\p{Cntrl}\\[\\]/]{1,255}");

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
            throw new IllegalArgumentException("host: found \"" + host + "\"; must be an address or a host name");
        }
        PORT.check(port);
        DRAIN.check(drain);
        SEND_BUFFER.check(sendBuffer);
        WARM_UP.check(warmUp);
    }

    /** No spaces, and an IPv6 address without the brackets that it has in a URI. */
    static boolean isHost(String text) {
        return HOST_FORM.matcher(text).matches();
    }

    /** The same, listening on another port. */
    public HttpConfig withPort(int otherPort) {
        return new HttpConfig(host, otherPort, drain, sendBuffer, warmUp);
    }
}
