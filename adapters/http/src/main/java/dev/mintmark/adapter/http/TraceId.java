package dev.mintmark.adapter.http;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The number under which a request can be found in logs: that of the trace it belongs to, when the
/// caller sent one (W3C Trace Context), else a new one. What a caller sent is taken only if it is a
/// trace id to the letter, so that it can be logged and sent back as it is.
public record TraceId(String hex) {

    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?");
    private static final String NO_TRACE = "0".repeat(32);
    private static final SecureRandom RANDOM = new SecureRandom();

    /// Of the trace that the request belongs to.
    static TraceId of(RequestHead request) {
        List<String> sent = request.headers("traceparent");
        if (sent.size() == 1) {
            Matcher parts = TRACEPARENT.matcher(sent.get(0));
            if (parts.matches() && !parts.group(1).equals(NO_TRACE)) {
                return new TraceId(parts.group(1));
            }
        }
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return new TraceId(HexFormat.of().formatHex(bytes));
    }
}
