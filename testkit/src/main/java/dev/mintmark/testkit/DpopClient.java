package dev.mintmark.testkit;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Thumbprint;

import java.net.URI;
import java.time.InstantSource;

/// A client that holds a key and proves it with every request (DPoP, RFC 9449).
///
/// ```
/// var client = issuer.dpopClient();
/// String token = issuer.token().audience("orders-api").boundTo(client).sign();
/// String proof = client.proof("GET", orders).forToken(token).sign();
/// ```
public final class DpopClient {

    private final TestKey key;
    private final InstantSource clock;

    DpopClient(Algorithm algorithm, InstantSource clock) {
        this.key = TestKey.generate(algorithm);
        this.clock = clock;
    }

    /// What a token says that is bound to this client (`cnf.jkt`).
    public String thumbprint() {
        return Thumbprint.of(key.publicKey().orElseThrow(), key.algorithm());
    }

    /// A proof for one request: fresh, and unlike all others. Still to be told for which token.
    ///
    /// @param address of the request; its query and fragment stay out of the proof
    public ProofBuilder proof(String method, URI address) {
        return new ProofBuilder(key, clock.instant(), method, address);
    }
}
