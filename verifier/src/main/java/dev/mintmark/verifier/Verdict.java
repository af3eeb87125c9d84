package dev.mintmark.verifier;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonValue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What became of a token.
public sealed interface Verdict {

    /// Signed by the issuer, meant for us, valid now.
    ///
    /// A class and not a record, because anybody can call a public record's constructor: only
    /// [Verifier] can make one of these. Whoever holds one may rely on it.
    final class Trusted implements Verdict {

        private final AccessClaims claims;
        private final Algorithm algorithm;
        private final Optional<String> keyId;

        Trusted(AccessClaims claims, Algorithm algorithm, Optional<String> keyId) {
            this.claims = claims;
            this.algorithm = algorithm;
            this.keyId = keyId;
        }

        AccessClaims accessClaims() {
            return claims;
        }

        public String issuer() {
            return claims.issuer();
        }

        public String subject() {
            return claims.subject();
        }

        /// All audiences the token names, ours among them; never empty.
        public List<String> audience() {
            return claims.audience();
        }

        /// Empty when the token has no `scope`.
        public Set<String> scopes() {
            return claims.scopes();
        }

        public Instant expiresAt() {
            return Instant.ofEpochSecond(claims.expiresAt());
        }

        public Instant issuedAt() {
            return Instant.ofEpochSecond(claims.issuedAt());
        }

        /// The `jti`, unique per token.
        public String tokenId() {
            return claims.tokenId();
        }

        public String clientId() {
            return claims.clientId();
        }

        /// The `sid`, shared by all tokens of one session.
        public Optional<String> sessionId() {
            return claims.sessionId();
        }

        /// The `kid` of the key that made the signature, if the key has one.
        public Optional<String> keyId() {
            return keyId;
        }

        public Algorithm algorithm() {
            return algorithm;
        }

        TokenHandles handles() {
            return new ClaimHandles(claims, keyId);
        }

        public Optional<JsonValue> claim(String name) {
            return Optional.ofNullable(claims.all().member(name));
        }

        /// A claim as a `String`, `Boolean`, `Integer`, `Long`, `BigDecimal`, `Instant` (from
        /// seconds since 1970) or a kind of [JsonValue]. Empty when the token does not have it or
        /// has it as something else: what a claim means is then not ours to guess.
        public <T> Optional<T> claim(String name, Class<T> type) {
            JsonValue value = claims.all().member(name);
            return value == null
                    ? Optional.empty()
                    : Optional.ofNullable(ClaimConversion.to(type, value));
        }

        /// A claim that is an array of strings, or one string, such as `roles` or `amr`; empty as
        /// above.
        public List<String> texts(String name) {
            JsonValue value = claims.all().member(name);
            List<String> texts = value == null ? null : ClaimConversion.toTexts(value);
            return texts == null ? List.of() : texts;
        }

        /// Every claim, the unregistered ones included.
        public JsonObject claims() {
            return claims.all();
        }

        /// No claims: they are personal data, and this ends up in logs.
        @Override
        public String toString() {
            return "Trusted[" + algorithm.wireName() + "]";
        }
    }

    /// Not to be relied on. Answer 401 with `error="invalid_token"` and nothing more; only where a
    /// token is good and not enough, or its proof does not do, has the client to know ([Reason]).
    ///
    /// @param detail for the operator; never holds any part of the token
    record Refused(Reason reason, String detail) implements Verdict {

        public Refused {
            Objects.requireNonNull(reason);
            Objects.requireNonNull(detail);
        }
    }

    /// Nobody can tell at the moment. Answer 503 with `Retry-After`, not 401, or clients throw good
    /// tokens away.
    record Unavailable(Cause cause, Duration retryAfter) implements Verdict {

        public Unavailable {
            Objects.requireNonNull(cause);
            Objects.requireNonNull(retryAfter);
        }

        /// What is out of reach.
        public enum Cause {
            /// The issuer's keys.
            KEYS("keys_unavailable"),
            /// News of what was revoked: the last is older than allowed.
            REVOCATIONS("stale_status");

            private final String code;

            Cause(String code) {
                this.code = code;
            }

            /// A stable name for metric labels and logs.
            public String code() {
                return code;
            }
        }
    }
}
