package dev.mintmark.verifier.dpop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.jwt.CompactJws;
import dev.mintmark.verifier.jwt.JoseHeader;
import dev.mintmark.verifier.jwt.MalformedJws;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;

/// The checks of RFC 9449 §4.3 on the proof of one request: cheap ones before the signature, what
/// the proof says after it, and its being used up at the very end.
final class ProofCheck {

    private static final String PROOF = "dpop+jwt";

    /// How old a proof may be, and how far the sender's clock may be ahead of ours.
    private static final long OLDEST_SECONDS = 60;

    private static final long SKEW_SECONDS = 10;

    private final Dpop rules;
    private final ProofKeys keys;
    private final List<String> proofs;
    private final String method;
    private final String requestUri;

    /// @param proofs the value of each `DPoP` header
    ProofCheck(Dpop rules, ProofKeys keys, List<String> proofs, String method, String requestUri) {
        this.rules = rules;
        this.keys = keys;
        this.proofs = List.copyOf(proofs);
        this.method = method;
        this.requestUri = requestUri;
    }

    /// The thumbprint of the key that the sender holds.
    ///
    /// @param token that the proof has to be for, null where there is none yet
    /// @param boundTo the thumbprint that the token names, null where there is none yet
    String holder(@Nullable String token, @Nullable String boundTo) throws InvalidProof {
        Instant now = rules.clock().instant();
        CompactJws proof = onlyProof();
        ProofKey known = keys.find(proof);
        ProofKey key = known == null ? key(proof) : known;
        if (boundTo != null && !boundTo.equals(key.thumbprint())) {
            throw new InvalidProof(
                    Reason.DPOP_KEY_MISMATCH, "the proof is by another key than the token's");
        }
        ProofClaims claims = ProofClaims.in(signedPayload(proof, key));
        String target = requireThisRequest(claims);
        if (token != null && !isHash(claims.ath(), token)) {
            throw new InvalidProof("the proof's ath is not the hash of the token");
        }
        requireRecent(claims, now.getEpochSecond());
        if (rules.requiresNonces() && !rules.acceptsNonce(claims.nonce(), now)) {
            throw new InvalidProof(
                    Reason.DPOP_NONCE_REQUIRED, "the proof has no nonce of the last minutes");
        }
        requireFirstUse(fingerprint(key, target, claims), claims, now);
        if (known == null) {
            keys.remember(proof, key);
        }
        return key.thumbprint();
    }

    private CompactJws onlyProof() throws InvalidProof {
        if (proofs.isEmpty()) {
            throw new InvalidProof(Reason.DPOP_MISSING, "there is no DPoP header");
        }
        if (proofs.size() > 1) {
            throw new InvalidProof("there is more than one DPoP header");
        }
        CompactJws proof = CompactJws.split(proofs.get(0));
        if (proof == null) {
            throw new InvalidProof("the proof: " + CompactJws.objection(proofs.get(0)));
        }
        return proof;
    }

    private ProofKey key(CompactJws proof) throws InvalidProof {
        JoseHeader header;
        try {
            header = JoseHeader.of(proof, JsonLimits.HEADER_WITH_KEY);
        } catch (MalformedJws e) {
            throw new InvalidProof("the proof: " + e.rule());
        }
        if (!header.isOfType(PROOF)) {
            throw new InvalidProof("the proof's typ is not dpop+jwt");
        }
        Algorithm algorithm = rules.allowed(header.alg());
        if (algorithm == null) {
            throw new InvalidProof("the proof's alg is not one of those allowed");
        }
        return ProofKey.in(header, algorithm);
    }

    private static byte[] signedPayload(CompactJws proof, ProofKey key) throws InvalidProof {
        byte[] payload = proof.payload();
        byte[] signature = proof.signature();
        if (payload == null || signature == null) {
            throw new InvalidProof("a segment of the proof is not canonical base64url");
        }
        if (!verifies(proof, key, signature)) {
            throw new InvalidProof("the proof's signature does not fit its jwk");
        }
        return payload;
    }

    /// A key that any stranger may bring could be one that a provider chokes on.
    private static boolean verifies(CompactJws proof, ProofKey key, byte[] signature) {
        try {
            return key.key().verifies(proof.ascii(), 0, proof.signingInputLength(), signature);
        } catch (RuntimeException unusable) {
            return false;
        }
    }

    /// The address that both agree on, in its normal form.
    private String requireThisRequest(ProofClaims claims) throws InvalidProof {
        if (!claims.htm().equals(method)) {
            throw new InvalidProof("the proof's htm is not the request's method");
        }
        String named = HttpTarget.normalized(claims.htu());
        if (named == null || !named.equals(HttpTarget.normalized(requestUri))) {
            throw new InvalidProof("the proof's htu is not the request's address");
        }
        return named;
    }

    private static void requireRecent(ProofClaims claims, long now) throws InvalidProof {
        if (claims.issuedFrom() < now - OLDEST_SECONDS) {
            throw new InvalidProof("the proof is more than a minute old");
        }
        if (claims.issuedUpTo() > now + SKEW_SECONDS
                || claims.notBefore().orElse(now) > now + SKEW_SECONDS) {
            throw new InvalidProof("the proof is from the future");
        }
        if (claims.expires().orElse(Long.MAX_VALUE) <= now) {
            throw new InvalidProof("the proof has an exp, and it is in the past");
        }
    }

    /// A nonce does not help here: it lives for minutes, in which the proof would pass again and
    /// again.
    private void requireFirstUse(String fingerprint, ProofClaims claims, Instant now)
            throws InvalidProof {
        // Some seconds more than the proof can be used, for those who share the store and whose
        // clocks are behind.
        Instant until = Instant.ofEpochSecond(claims.issuedUpTo() + OLDEST_SECONDS + SKEW_SECONDS);
        switch (rules.use(fingerprint, now, until)) {
            case FIRST -> {}
            case REPEATED ->
                    throw new InvalidProof(Reason.DPOP_REPLAYED, "the proof was used before");
            case UNKNOWN ->
                    throw new InvalidProof(
                            Reason.DPOP_NONCE_REQUIRED,
                            "whether the proof was used before cannot be told: a new one is needed");
        }
    }

    /// Ids are unique per key and address: whoever repeats another client's id does not use it up
    /// for that client.
    private static String fingerprint(ProofKey key, String target, ProofClaims claims) {
        String all = key.thumbprint() + ' ' + target + ' ' + claims.jti();
        return Base64Url.encode(sha256(all.getBytes(UTF_8)));
    }

    private static boolean isHash(@Nullable String ath, String token) {
        String hash = Base64Url.encode(sha256(token.getBytes(UTF_8)));
        return ath != null && MessageDigest.isEqual(ath.getBytes(UTF_8), hash.getBytes(UTF_8));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
