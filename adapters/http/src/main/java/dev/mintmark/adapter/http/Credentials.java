package dev.mintmark.adapter.http;

import java.util.List;
import java.util.Objects;

/// What a request brought to say who is asking. Nothing here is verified.
public sealed interface Credentials {

    /// Nothing that is for us: no `Authorization`, or one of another scheme.
    record None() implements Credentials {}

    /// Nothing but `access_token` in the address. It is not taken, since addresses end up in logs,
    /// histories and `Referer`: the request counts as one without credentials. A kind of its own so
    /// that the operator learns of the client that leaks its tokens.
    record InQuery() implements Credentials {}

    /// An attempt that breaks the rules of HTTP or of RFC 6750.
    ///
    /// @param rule the rule, as a sentence for the client; quotes nothing that was sent
    record Malformed(String rule) implements Credentials {

        public Malformed {
            Objects.requireNonNull(rule);
        }
    }

    /// A bearer token (RFC 6750 §2.1).
    record Bearer(String token) implements Credentials {

        public Bearer {
            Objects.requireNonNull(token);
        }

        @Override
        public String toString() {
            return "Bearer[***]";
        }
    }

    /// A token bound to a key, and what came to prove the possession of that key (RFC 9449 §7.1).
    ///
    /// @param proofs the value of each `DPoP` header; it takes exactly one
    record Dpop(String token, List<String> proofs) implements Credentials {

        public Dpop {
            Objects.requireNonNull(token);
            proofs = List.copyOf(proofs);
        }

        @Override
        public String toString() {
            return "Dpop[***]";
        }
    }

    /// Reads them from `Authorization`. The body of a request is never looked at (RFC 6750 §2.2 is
    /// not supported).
    static Credentials of(RequestHead request) {
        return CredentialsReading.of(request);
    }
}
