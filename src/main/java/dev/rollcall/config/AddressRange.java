package dev.rollcall.config;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An IP address, or a network of them as {@code 10.0.0.0/8} (RFC 4632, RFC 4291 section 2.3). An IPv4 address that is written as
 * an IPv6 one ({@code ::ffff:10.0.0.1}) counts as the IPv4 address. Immutable.
 */
public final class AddressRange {
    private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f:.]{2,45})(?:/([0-9]{1,3}))?");

    private final byte[] network;
    private final int prefixBits;

    private AddressRange(byte[] network, int prefixBits) {
        this.network = network;
        this.prefixBits = prefixBits;
    }

    /** The range that {@code text} says; empty when it is none. Looks no name up. */
    public static Optional<AddressRange> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<byte[]> address = bytes(matcher.group(1));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int bits = address.get().length * Byte.SIZE;
        int prefix = matcher.group(2) == null ? bits : Integer.parseInt(matcher.group(2));
        return prefix > bits ? Optional.empty() : Optional.of(new AddressRange(address.get(), prefix));
    }

    /** Whether {@code address}, in numbers, is one of these. What is no address is not. */
    public boolean contains(String address) {
        return bytes(address).filter(this::contains).isPresent();
    }

    /** {@code address}, in numbers, in its one usual form; empty when it is none. */
    public static Optional<String> canonical(String address) {
        return bytes(address).map(AddressRange::text);
    }

    private static String text(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }

    private static Optional<byte[]> bytes(String address) {
        byte @Nullable [] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        try {
            return bytes == null
                    ? Optional.empty()
                    : Optional.of(InetAddress.getByAddress(bytes).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }

    private boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        int whole = prefixBits / Byte.SIZE;
        int rest = prefixBits % Byte.SIZE;
        if (!Arrays.equals(address, 0, whole, network, 0, whole)) {
            return false;
        }
        int mask = 0xff << (Byte.SIZE - rest);
        return rest == 0 || (address[whole] & mask) == (network[whole] & mask);
    }
}
