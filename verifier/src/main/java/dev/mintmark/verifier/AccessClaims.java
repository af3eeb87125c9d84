package dev.mintmark.verifier;

import dev.mintmark.verifier.TokenHandles.StatusReference;
import dev.mintmark.verifier.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The claims of an access token (RFC 9068 §2.2) after their types were checked.
sealed interface AccessClaims permits ReadClaims, ScannedClaims {

    String issuer();

    String subject();

    List<String> audience();

    String clientId();

    String tokenId();

    Optional<String> sessionId();

    Set<String> scopes();

    long issuedAt();

    long expiresAt();

    /// The `nbf`; 0 when there is none, which says the same.
    long notBefore();

    Optional<StatusReference> status();

    JsonObject all();

    /// The `cnf` of a token that is bound to a key; null when it is bound to none or says so in a
    /// way that cannot be read.
    default @Nullable JsonObject confirmation() {
        return all().member("cnf") instanceof JsonObject confirmation ? confirmation : null;
    }

    default boolean isBound() {
        return all().has("cnf");
    }

    /// Whether it has claims that only other kinds of tokens have.
    default boolean isOfOtherKind() {
        return all().has("nonce") || all().has("events");
    }

    default boolean isFrom(Parties parties) {
        return parties.areFrom(issuer());
    }

    default boolean isFor(Parties parties) {
        return parties.include(audience());
    }
}
