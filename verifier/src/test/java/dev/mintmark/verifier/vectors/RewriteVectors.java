package dev.mintmark.verifier.vectors;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

/// Writes all vector files anew. Its name keeps it out of the ordinary test run:
///
/// `mvn -pl verifier test -Dtest=RewriteVectors`
///
/// Nothing in it is random, so files change only where this code did.
class RewriteVectors {

    @Test
    void rewrite() throws Exception {
        Path folder = VectorFolder.find();
        var ring = new KeyRing(VectorFolder.testKeys());
        for (Theme theme : themes(ring)) {
            theme.write(folder);
        }
        for (DpopTheme theme : proofThemes(ring)) {
            theme.write(folder.resolve("dpop"));
        }
        ring.write();
    }

    private static List<Theme> themes(KeyRing ring) throws Exception {
        return List.of(
                new EncodingVectors(ring),
                new HeaderVectors(ring),
                new AlgorithmVectors(ring),
                new KeyVectors(ring),
                new KeySetVectors(ring),
                new SignatureVectors(ring),
                new PayloadVectors(ring),
                new DateVectors(ring),
                new TimeVectors(ring),
                new PartyVectors.Issuer(ring),
                new PartyVectors.Audience(ring),
                new ClaimVectors.Type(ring),
                new ClaimVectors.Rfc9068(ring),
                new EdgeVectors.Limits(ring),
                new EdgeVectors.Crit(ring),
                new EdgeVectors.Jwe(ring),
                new EdgeVectors.Legacy(ring),
                new EdgeVectors.Valid(ring),
                new MlDsaVectors(ring));
    }

    private static List<DpopTheme> proofThemes(KeyRing ring) {
        return List.of(
                new DpopProofVectors(ring), new DpopRequestVectors(ring), new DpopUseVectors(ring));
    }
}
