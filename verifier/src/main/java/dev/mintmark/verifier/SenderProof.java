package dev.mintmark.verifier;

import dev.mintmark.verifier.json.JsonObject;

import org.jspecify.annotations.Nullable;

/// What a request brought to show that its sender holds the key its token is bound to.
@FunctionalInterface
public interface SenderProof {

    /// Null when the proof holds. Asked last of all, since judging it may use it up.
    ///
    /// @param token as it was sent
    /// @param confirmation the token's `cnf` (RFC 7800 §3.1)
    Verdict.@Nullable Refused objection(String token, JsonObject confirmation);
}
