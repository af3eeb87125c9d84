package dev.mintmark.adapter.http;

import dev.mintmark.verifier.SenderProof;
import dev.mintmark.verifier.dpop.Dpop;
import dev.mintmark.verifier.jose.Algorithm;

import java.net.URI;
import java.util.Objects;
import java.util.stream.Collectors;

/// That a service takes tokens bound to a key, with proofs of possession (RFC 9449).
///
/// @param only whether it takes no others
record DpopOffer(Dpop dpop, URI outside, boolean only) {

    DpopOffer {
        Objects.requireNonNull(dpop);
        if (outside.getHost() == null
                || outside.getRawUserInfo() != null
                || outside.getRawQuery() != null
                || outside.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "the address that clients see is absolute, without user, query and fragment");
        }
    }

    SenderProof proof(Credentials.Dpop credentials, RequestHead request) {
        return dpop.proof(credentials.proofs(), request.method(), address(request));
    }

    /// What clients see. Never by the `Host` header, which is whatever the sender wants it to be.
    private String address(RequestHead request) {
        String base = outside.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                + request.rawPath();
    }

    /// For a challenge.
    String algorithms() {
        return dpop.algorithms().stream()
                .map(Algorithm::wireName)
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
