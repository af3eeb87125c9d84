package dev.mintmark.verifier.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// From where an IP address can be reached, and hence what a request to it might get hold of that
/// the one who named it cannot. From the widest to the closest.
enum Reach {
    /// Anybody's. Nothing is gained by making us ask it.
    PUBLIC,
    /// Of a private network (RFC 1918, RFC 6598, RFC 4193) or set apart for something special.
    PRIVATE,
    /// Of this machine or this link only: other processes here, or a cloud's metadata service.
    LOCAL;

    boolean isCloserThan(Reach other) {
        return compareTo(other) > 0;
    }

    static Reach of(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()) {
            return LOCAL;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? ofV4(bytes) : ofV6(bytes);
    }

    private static Reach ofV4(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        if (first == 0) {
            return LOCAL;
        }
        boolean apart =
                first == 10
                        || (first == 172 && second >= 16 && second < 32)
                        || (first == 192 && second == 168)
                        || (first == 100 && second >= 64 && second < 128)
                        || (first == 192 && second == 0 && bytes[2] == 0)
                        || (first == 198 && (second == 18 || second == 19))
                        || first >= 240;
        return apart ? PRIVATE : PUBLIC;
    }

    /// Some ranges carry an IPv4 address, which is where a request really goes.
    private static Reach ofV6(byte[] bytes) {
        boolean compatible = isZero(bytes, 0, 12);
        boolean translated = startsWith(bytes, 0x00, 0x64, 0xFF, 0x9B) && isZero(bytes, 4, 12);
        if (compatible || translated) {
            return ofV4Inside(bytes, 12);
        }
        if (startsWith(bytes, 0x20, 0x02)) {
            return ofV4Inside(bytes, 2);
        }
        // Global unicast is 2000::/3; all else is set apart, fc00::/7 for private networks.
        boolean global = (bytes[0] & 0xE0) == 0x20;
        return global ? PUBLIC : PRIVATE;
    }

    private static Reach ofV4Inside(byte[] bytes, int from) {
        try {
            return of(InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
