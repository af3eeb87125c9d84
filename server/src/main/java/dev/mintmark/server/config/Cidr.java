package dev.mintmark.server.config;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// A block of addresses, such as `10.0.0.0/8` or `2001:db8::/32`; a lone address is a block of one.
/// Nothing here asks a name server: only literal addresses are read.
public record Cidr(InetAddress network, int bits) {
    private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern BITS = Pattern.compile("\\d{1,3}");

    public Cidr {
        var address = network.getAddress();
        if (bits < 0 || bits > address.length * 8) {
            throw new IllegalArgumentException("/%d is not a prefix length".formatted(bits));
        }
        if (!Arrays.equals(address, masked(address, bits))) {
            throw new IllegalArgumentException("a block starts at its first address");
        }
    }

    static Optional<Cidr> read(String text) {
        int slash = text.indexOf('/');
        var address = slash < 0 ? text : text.substring(0, slash);
        if (!V4.matcher(address).matches() && !V6.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            var network = InetAddress.ofLiteral(address);
            if (slash < 0) {
                return Optional.of(new Cidr(network, network.getAddress().length * 8));
            }
            var bits = text.substring(slash + 1);
            return BITS.matcher(bits).matches()
                    ? Optional.of(new Cidr(network, Integer.parseInt(bits)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// An IPv4 address that arrives in its IPv6 clothes is compared as what it is: Java has
    /// undressed it before it gets here.
    public boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        var start = network.getAddress();
        return bytes.length == start.length && Arrays.equals(masked(bytes, bits), start);
    }

    /// Whether it trusts the whole world.
    boolean isEverything() {
        return bits == 0;
    }

    private static byte[] masked(byte[] address, int bits) {
        var masked = address.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.clamp(bits - i * 8, 0, 8);
            masked[i] &= (byte) (0xff << (8 - kept));
        }
        return masked;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits;
    }
}
