package dev.mintmark.verifier;

import dev.mintmark.verifier.jwt.CompactJws;

import org.jspecify.annotations.Nullable;

/// A token as somebody sent it. What is in it is decoded and scanned once, by whoever needs it
/// first; to be relied on is none of it before the signature held.
final class PresentedToken {

    private final String text;
    private final CompactJws compact;
    private byte @Nullable [] payload;
    private @Nullable ScannedClaims scanned;

    private PresentedToken(String text, CompactJws compact) {
        this.text = text;
        this.compact = compact;
    }

    /// Null when it has not the shape of a signed token.
    static @Nullable PresentedToken of(String text) {
        CompactJws compact = CompactJws.split(text);
        return compact == null ? null : new PresentedToken(text, compact);
    }

    String text() {
        return text;
    }

    CompactJws compact() {
        return compact;
    }

    /// Null when it is not canonical base64url.
    byte @Nullable [] payload() {
        byte[] known = payload;
        if (known == null) {
            known = compact.payload();
            payload = known;
        }
        return known;
    }

    /// Null when the payload has to be read as a whole.
    @Nullable ScannedClaims scan(byte[] ownPayload) {
        ScannedClaims known = scanned;
        if (known == null) {
            known = PayloadScan.scan(ownPayload);
            scanned = known;
        }
        return known;
    }
}
