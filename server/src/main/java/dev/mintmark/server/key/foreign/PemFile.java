package dev.mintmark.server.key.foreign;

import dev.mintmark.verifier.jose.Algorithm;

import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keys in the armour of RFC 7468, one or more of them.
final class PemFile {
    private static final int MOST_KEYS = 32;

    private PemFile() {}

    static List<ForeignKey> read(String text, Optional<Algorithm> rsaAlgorithm) throws Unfit {
        var keys = new ArrayList<ForeignKey>();
        for (var block : blocks(text)) {
            read(block, rsaAlgorithm).ifPresent(keys::add);
        }
        if (keys.isEmpty()) {
            throw new Unfit("There is no key in this file: it is neither PEM nor a JWK.");
        }
        return keys;
    }

    private static List<PemObject> blocks(String text) throws Unfit {
        try (var reader = new PemReader(new StringReader(text))) {
            var blocks = new ArrayList<PemObject>();
            for (var block = reader.readPemObject();
                    block != null;
                    block = reader.readPemObject()) {
                blocks.add(block);
                if (blocks.size() > MOST_KEYS) {
                    throw new Unfit("There are more than 32 keys in this file.");
                }
            }
            return blocks;
        } catch (IOException | RuntimeException e) {
            throw new Unfit("This is not well-formed PEM.");
        }
    }

    private static Optional<ForeignKey> read(PemObject block, Optional<Algorithm> rsaAlgorithm)
            throws Unfit {
        if (!block.getHeaders().isEmpty()) {
            throw encrypted();
        }
        byte[] der = block.getContent();
        return switch (block.getType()) {
            case "PRIVATE KEY" -> Optional.of(DerKey.pkcs8(der, rsaAlgorithm));
            case "RSA PRIVATE KEY" -> Optional.of(DerKey.pkcs1(der, rsaAlgorithm));
            case "EC PRIVATE KEY" -> Optional.of(DerKey.sec1(der));
            case "PUBLIC KEY" -> Optional.of(DerKey.publicKey(der, rsaAlgorithm));
            case "RSA PUBLIC KEY" -> Optional.of(DerKey.pkcs1Public(der, rsaAlgorithm));
            case "CERTIFICATE" -> Optional.of(DerKey.certificate(der, rsaAlgorithm));
            // Stands before an EC private key, which names its curve itself.
            case "EC PARAMETERS" -> Optional.empty();
            case "ENCRYPTED PRIVATE KEY" -> throw encrypted();
            default -> throw new Unfit("This file holds something else than keys.");
        };
    }

    private static Unfit encrypted() {
        return new Unfit(
                "This key is encrypted under a passphrase. Decrypt it first:"
                        + " openssl pkey -in FILE -out DECRYPTED.");
    }
}
