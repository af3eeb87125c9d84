package dev.mintmark.adapter.spring.autoconfigure;

import dev.mintmark.adapter.http.Answers;
import dev.mintmark.adapter.http.Gate;
import dev.mintmark.adapter.spring.autoconfigure.MintmarkProperties.DpopMode;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.dpop.Dpop;
import dev.mintmark.verifier.dpop.ReplayStore;
import dev.mintmark.verifier.jose.Base64Url;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/// Makes the parts that have to do with proofs of possession.
final class DpopSetup {

    private DpopSetup() {}

    static void check(MintmarkProperties.Dpop properties, Verifier any, Problems problems) {
        problems.require(
                properties.mode() == DpopMode.OFF || properties.externalUrl() != null,
                "mintmark.dpop.external-url is missing: proofs name the address that clients see,"
                        + " so set it to that of this service, such as https://api.example.com.");
        ReplayStore store = ReplayStore.inMemory(1);
        problems.check("mintmark.dpop.nonce-secret", () -> proofs(properties, store));
        Gate gate = Gate.of(any, Answers.forRealm("any"));
        problems.check(
                "mintmark.dpop.external-url",
                () -> gate(properties, gate, Dpop.remembering(store)));
    }

    static Dpop proofs(MintmarkProperties.Dpop properties, ReplayStore store) {
        Dpop proofs = Dpop.remembering(store);
        String secret = properties.nonceSecret();
        return secret == null ? proofs : proofs.withNonces(bytes(secret));
    }

    private static byte[] bytes(String secret) {
        byte @Nullable [] bytes = Base64Url.decode(secret);
        if (bytes == null) {
            throw new IllegalArgumentException("the secret is not base64url");
        }
        return bytes;
    }

    static Gate gate(MintmarkProperties.Dpop properties, Gate gate, Dpop proofs) {
        URI outside = properties.externalUrl();
        if (outside == null) {
            return gate;
        }
        return switch (properties.mode()) {
            case OFF -> gate;
            case OPTIONAL -> gate.offeringDpop(proofs, outside);
            case REQUIRED -> gate.requiringDpop(proofs, outside);
        };
    }
}
