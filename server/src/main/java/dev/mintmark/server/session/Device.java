package dev.mintmark.server.session;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Where a person signed in, for them to recognise among others. Nothing is decided by it, and it
/// is kept no finer than that takes.
///
/// @param label what the device calls itself; may be empty
/// @param network the part of the internet it came from; may be empty
public record Device(String label, String network) {
    public static final Device UNKNOWN = new Device("", "");

    private static final int LONGEST_LABEL = 80;
    private static final int IPV4_BITS = 24;
    private static final int IPV6_BITS = 48;

    /// @param label as somebody else wrote it
    public static Device of(String label, InetAddress address) {
        return new Device(readable(label), network(address));
    }

    /// On one line, not long, and without what changes how the rest is shown.
    private static String readable(String text) {
        var shown = new StringBuilder();
        text.strip()
                .codePoints()
                .filter(Device::isShown)
                .limit(LONGEST_LABEL)
                .forEach(shown::appendCodePoint);
        return shown.toString().strip();
    }

    private static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    private static String network(InetAddress address) {
        int bits = address instanceof Inet4Address ? IPV4_BITS : IPV6_BITS;
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, bits / Byte.SIZE, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + bits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
