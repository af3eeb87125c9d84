package dev.mintmark.verifier;

import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.MalformedJson;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The issuers whose tokens are judged, and which of them is to judge a token.
final class Issuers {

    private final Map<String, IssuerVerifier> byName;
    private final @Nullable IssuerVerifier only;

    private Issuers(Map<String, IssuerVerifier> byName) {
        this.byName = byName;
        this.only = byName.size() == 1 ? byName.values().iterator().next() : null;
    }

    static Issuers of(List<IssuerVerifier> all) {
        var byName = new LinkedHashMap<String, IssuerVerifier>();
        for (IssuerVerifier each : all) {
            if (byName.put(each.setup().policy().issuer(), each) != null) {
                throw new IllegalArgumentException("two verifiers are for one issuer");
            }
        }
        return new Issuers(byName);
    }

    List<IssuerVerifier> all() {
        return List.copyOf(byName.values());
    }

    Issuers changed(UnaryOperator<Setup> change) {
        return of(
                all().stream()
                        .map(each -> new IssuerVerifier(change.apply(each.setup())))
                        .toList());
    }

    /// They have one clock, unless somebody set several before putting them together.
    InstantSource clock() {
        return byName.values().iterator().next().setup().clock();
    }

    Verdict examine(String text, @Nullable SenderProof proof) {
        PresentedToken token = PresentedToken.of(text);
        if (token == null) {
            return IssuerVerifier.objectionToShape(text);
        }
        return only != null ? judged(only, token, proof) : examineByIssuer(token, proof);
    }

    /// Tells whoever listens to verdicts on this issuer's tokens alone that one was not enough.
    void tellInsufficient(String issuer, Verdict.Refused verdict) {
        IssuerVerifier judge = byName.get(issuer);
        if (judge != null) {
            Listeners.tellInsufficient(judge.setup().listener(), verdict);
        }
    }

    /// The name is read from a payload that nobody has verified. It chooses who judges, and whoever
    /// that is checks it again under a signature.
    private Verdict examineByIssuer(PresentedToken token, @Nullable SenderProof proof) {
        byte[] payload = token.payload();
        if (payload == null) {
            return new Verdict.Refused(Reason.MALFORMED, "a segment is not canonical base64url");
        }
        String named;
        try {
            named = nameIn(token, payload);
        } catch (MalformedJson e) {
            return new Verdict.Refused(Reason.MALFORMED, "payload: " + e.getMessage());
        }
        IssuerVerifier judge = named == null ? null : byName.get(named);
        if (judge == null) {
            return new Verdict.Refused(
                    Reason.WRONG_ISSUER, "iss is none of the configured issuers");
        }
        return judged(judge, token, proof);
    }

    private static Verdict judged(
            IssuerVerifier judge, PresentedToken token, @Nullable SenderProof proof) {
        Verdict verdict = judge.examine(token, proof);
        Listeners.tell(judge.setup().listener(), verdict);
        return verdict;
    }

    private static @Nullable String nameIn(PresentedToken token, byte[] payload)
            throws MalformedJson {
        ScannedClaims scanned = token.scan(payload);
        if (scanned != null) {
            return scanned.issuer();
        }
        return JsonReader.read(payload, JsonLimits.CLAIMS) instanceof JsonObject object
                ? object.string("iss").orElse(null)
                : null;
    }
}
