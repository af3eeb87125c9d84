package dev.mintmark.server.guard;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/// Whom an address stands for: who has one IPv6 address has a whole network of them.
final class Neighbourhood {
    private static final int IPV6_BYTES = 8;

    private Neighbourhood() {}

    static byte[] of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? bytes : Arrays.copyOf(bytes, IPV6_BYTES);
    }
}
