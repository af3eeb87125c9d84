package dev.mintmark.server.key.foreign;

import dev.mintmark.verifier.jose.Algorithm;

import java.util.List;
import java.util.Optional;

/// What a file of keys turned out to hold.
public sealed interface ForeignKeys {
    record Read(List<ForeignKey> keys) implements ForeignKeys {
        public Read {
            keys = List.copyOf(keys);
        }
    }

    /// @param why a sentence that quotes nothing of the file
    record Refused(String why) implements ForeignKeys {}

    /// Reads PEM, a JWK or a JWK Set. All keys in it must be fit, or none is taken.
    ///
    /// @param rsaAlgorithm what RSA keys are for that do not say so themselves
    static ForeignKeys read(String text, Optional<Algorithm> rsaAlgorithm) {
        try {
            var keys =
                    text.stripLeading().startsWith("{")
                            ? JwkFile.read(text, rsaAlgorithm)
                            : PemFile.read(text, rsaAlgorithm);
            return new Read(keys);
        } catch (Unfit e) {
            return new Refused(e.sentence());
        }
    }
}
