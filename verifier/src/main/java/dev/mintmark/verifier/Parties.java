package dev.mintmark.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Whose tokens these have to be and for whom, as texts and as the bytes that stand in payloads:
/// comparing bytes spares making a string of every claim.
final class Parties {

    private final String issuer;
    private final Set<String> audiences;
    private final byte[] issuerBytes;
    private final byte[][] audienceBytes;

    Parties(Policy policy) {
        issuer = policy.issuer();
        audiences = policy.audiences();
        issuerBytes = issuer.getBytes(UTF_8);
        audienceBytes = audiences.stream().map(each -> each.getBytes(UTF_8)).toArray(byte[][]::new);
    }

    String issuer() {
        return issuer;
    }

    boolean areFrom(String iss) {
        return iss.equals(issuer);
    }

    boolean areFrom(byte[] json, int from, int to) {
        return Arrays.equals(json, from, to, issuerBytes, 0, issuerBytes.length);
    }

    /// The issuer itself takes tokens for anybody.
    boolean takeAnyAudience() {
        return audiences.isEmpty();
    }

    boolean include(List<String> aud) {
        for (String each : aud) {
            if (audiences.contains(each)) {
                return true;
            }
        }
        return takeAnyAudience();
    }

    boolean include(byte[] json, int from, int to) {
        for (byte[] each : audienceBytes) {
            if (Arrays.equals(json, from, to, each, 0, each.length)) {
                return true;
            }
        }
        return false;
    }
}
