package dev.mintmark.verifier;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.mintmark.verifier.TokenHandles.StatusReference;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.MalformedJson;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Claims that are still where they stand in the payload; each is made when somebody asks for it.
/// Most services ask for two or three of a dozen.
///
/// Fields that are filled later may be filled twice by threads that race: with the same, from bytes
/// that never change.
final class ScannedClaims implements AccessClaims {

    private final byte[] json;
    private final short[] places;
    private final boolean audienceIsArray;
    private final long issuedAt;
    private final long expiresAt;
    private final long notBefore;
    private final long statusIndex;
    private final boolean bound;

    private @Nullable String issuer;
    private @Nullable String subject;
    private @Nullable String tokenId;
    private @Nullable String sessionId;
    private @Nullable StatusReference status;
    private @Nullable Set<String> scopes;
    private @Nullable JsonObject all;

    ScannedClaims(
            byte[] json,
            short[] places,
            boolean audienceIsArray,
            long issuedAt,
            long expiresAt,
            long notBefore,
            long statusIndex,
            boolean bound) {
        this.json = json;
        this.places = places;
        this.audienceIsArray = audienceIsArray;
        this.issuedAt = issuedAt;
        this.expiresAt = expiresAt;
        this.notBefore = notBefore;
        this.statusIndex = statusIndex;
        this.bound = bound;
    }

    @Override
    public String issuer() {
        String known = issuer;
        if (known == null) {
            known = text(PayloadScan.ISS);
            issuer = known;
        }
        return known;
    }

    @Override
    public String subject() {
        String known = subject;
        if (known == null) {
            known = text(PayloadScan.SUB);
            subject = known;
        }
        return known;
    }

    @Override
    public List<String> audience() {
        if (!audienceIsArray) {
            return List.of(text(PayloadScan.AUD));
        }
        var aud = all().member("aud");
        List<String> named = aud == null ? null : ClaimConversion.toTexts(aud);
        return named == null ? List.of() : named;
    }

    @Override
    public String clientId() {
        return text(PayloadScan.CLIENT_ID);
    }

    @Override
    public String tokenId() {
        String known = tokenId;
        if (known == null) {
            known = text(PayloadScan.JTI);
            tokenId = known;
        }
        return known;
    }

    @Override
    public Optional<String> sessionId() {
        String known = sessionId;
        if (known == null && has(PayloadScan.SID)) {
            known = text(PayloadScan.SID);
            sessionId = known;
        }
        return Optional.ofNullable(known);
    }

    @Override
    public Set<String> scopes() {
        Set<String> known = scopes;
        if (known == null) {
            known = has(PayloadScan.SCOPE) ? ClaimsReader.words(text(PayloadScan.SCOPE)) : null;
            known = known == null ? Set.of() : known;
            scopes = known;
        }
        return known;
    }

    @Override
    public long issuedAt() {
        return issuedAt;
    }

    @Override
    public long expiresAt() {
        return expiresAt;
    }

    @Override
    public long notBefore() {
        return notBefore;
    }

    @Override
    public Optional<StatusReference> status() {
        StatusReference known = status;
        if (known == null && has(PayloadScan.STATUS_URI)) {
            known = new StatusReference(text(PayloadScan.STATUS_URI), statusIndex);
            status = known;
        }
        return Optional.ofNullable(known);
    }

    @Override
    public JsonObject all() {
        JsonObject known = all;
        if (known == null) {
            known = read();
            all = known;
        }
        return known;
    }

    @Override
    public boolean isBound() {
        return bound;
    }

    /// A payload with such a claim is never scanned.
    @Override
    public boolean isOfOtherKind() {
        return false;
    }

    @Override
    public boolean isFrom(Parties parties) {
        if (!parties.areFrom(json, places[PayloadScan.ISS], places[PayloadScan.ISS + 1])) {
            return false;
        }
        // The same text; one string of it will do for all tokens.
        issuer = parties.issuer();
        return true;
    }

    @Override
    public boolean isFor(Parties parties) {
        if (audienceIsArray) {
            return parties.include(audience());
        }
        return parties.takeAnyAudience()
                || parties.include(json, places[PayloadScan.AUD], places[PayloadScan.AUD + 1]);
    }

    private boolean has(int claim) {
        return places[claim + 1] > 0;
    }

    private String text(int claim) {
        int from = places[claim];
        return new String(json, from, places[claim + 1] - from, ISO_8859_1);
    }

    private JsonObject read() {
        try {
            if (JsonReader.read(json, JsonLimits.CLAIMS) instanceof JsonObject object) {
                return object;
            }
        } catch (MalformedJson e) {
            throw new IllegalStateException("what was scanned cannot be read", e);
        }
        throw new IllegalStateException("what was scanned is no object");
    }
}
