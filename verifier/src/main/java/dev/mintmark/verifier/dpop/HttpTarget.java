package dev.mintmark.verifier.dpop;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/// The address of a request as proofs name it in `htu`: absolute, and without query and fragment.
///
/// Two spellings of one address are brought into the same form (RFC 3986 §6.2.2 and §6.2.3): case
/// of scheme and host, default port, empty path, percent-encoding, `.` and `..`. Nothing is decoded
/// that could change what the address means: `%2F` stays what it is.
final class HttpTarget {

    private static final int MOST_CHARACTERS = 8 * 1024;

    private HttpTarget() {}

    /// Null when the text is not such an address. Written for texts that strangers send, and hence
    /// stricter than [java.net.URI]: one reading only.
    static @Nullable String normalized(String text) {
        if (text.length() > MOST_CHARACTERS || !text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            return null;
        }
        String address = withoutQueryAndFragment(text);
        int colon = address.indexOf("://");
        if (colon < 0 || address.indexOf('\\') >= 0) {
            return null;
        }
        String scheme = address.substring(0, colon).toLowerCase(Locale.ROOT);
        int slash = address.indexOf('/', colon + 3);
        int end = slash < 0 ? address.length() : slash;
        String authority = authority(address.substring(colon + 3, end), scheme);
        String path = encodedAlike(address.substring(end));
        return authority == null || path == null
                ? null
                : scheme + "://" + authority + withoutDotSegments(path);
    }

    private static String withoutQueryAndFragment(String text) {
        int end = text.length();
        for (char mark : new char[] {'?', '#'}) {
            int at = text.indexOf(mark);
            end = at < 0 ? end : Math.min(end, at);
        }
        return text.substring(0, end);
    }

    private static @Nullable String authority(String written, String scheme) {
        boolean secure = scheme.equals("https");
        if (!secure && !scheme.equals("http")) {
            return null;
        }
        int colon = written.lastIndexOf(':');
        boolean hasPort = colon > written.lastIndexOf(']');
        String host = hasPort ? written.substring(0, colon) : written;
        String port = hasPort ? written.substring(colon + 1) : "";
        if (host.isEmpty()
                || host.chars().anyMatch(c -> "@%\"<>^`{|}".indexOf(c) >= 0)
                || (host.indexOf(':') >= 0 && !(host.startsWith("[") && host.endsWith("]")))
                || port.length() > 5
                || !port.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        String lower = host.toLowerCase(Locale.ROOT);
        int usual = secure ? 443 : 80;
        int number = port.isEmpty() ? usual : Integer.parseInt(port);
        return number == usual ? lower : lower + ":" + number;
    }

    /// Percent-encoding in one spelling: upper case, and only where a character needs it. Null when
    /// a `%` is followed by anything but two hexadecimal digits.
    private static @Nullable String encodedAlike(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        var alike = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '%') {
                alike.append(c);
                continue;
            }
            int high = i + 2 < path.length() ? hex(path.charAt(i + 1)) : -1;
            int low = i + 2 < path.length() ? hex(path.charAt(i + 2)) : -1;
            if (high < 0 || low < 0) {
                return null;
            }
            char decoded = (char) (high * 16 + low);
            if (isUnreserved(decoded)) {
                alike.append(decoded);
            } else {
                alike.append(path.substring(i, i + 3).toUpperCase(Locale.ROOT));
            }
            i += 2;
        }
        return alike.toString();
    }

    /// RFC 3986 §5.2.4, for a path that is empty or begins with a slash.
    private static String withoutDotSegments(String path) {
        if (path.isEmpty()) {
            return "/";
        }
        if (path.indexOf("/.") < 0) {
            return path;
        }
        String[] segments = path.substring(1).split("/", -1);
        Deque<String> kept = new ArrayDeque<>();
        for (int i = 0; i < segments.length; i++) {
            boolean dots = segments[i].equals(".") || segments[i].equals("..");
            if (segments[i].equals("..")) {
                kept.pollLast();
            }
            if (!dots) {
                kept.addLast(segments[i]);
            } else if (i == segments.length - 1) {
                kept.addLast("");
            }
        }
        return "/" + String.join("/", kept);
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "-._~".indexOf(c) >= 0;
    }
}
