package dev.mintmark.server.guard;

import java.net.URI;
import java.net.URISyntaxException;

/// Where a page may send a browser on to: a path on its own host, or an address of a listed origin.
/// Anything else would make the sign-in page a signpost for phishing.
public final class ReturnAddress {
    private static final int LONGEST = 2048;

    private ReturnAddress() {}

    /// The address itself when it is allowed, otherwise the other one.
    public static String orElse(String address, CrossSiteRule origins, String otherwise) {
        return isAllowed(address, origins) ? address : otherwise;
    }

    private static boolean isAllowed(String address, CrossSiteRule origins) {
        // Browsers read a backslash as a slash and drop tabs and line ends.
        if (address.length() > LONGEST
                || address.chars().anyMatch(c -> c <= ' ' || c == '\\' || c >= 0x7f)) {
            return false;
        }
        return address.startsWith("/")
                ? !address.startsWith("//") && isReadable(address)
                : isOfListedOrigin(address, origins);
    }

    private static boolean isReadable(String address) {
        try {
            return new URI(address).getRawAuthority() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isOfListedOrigin(String address, CrossSiteRule origins) {
        try {
            var uri = new URI(address);
            return uri.getScheme() != null
                    && uri.getRawAuthority() != null
                    && uri.getRawUserInfo() == null
                    && origins.isListed(uri.getScheme() + "://" + uri.getRawAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
