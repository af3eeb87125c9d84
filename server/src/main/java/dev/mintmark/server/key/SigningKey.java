package dev.mintmark.server.key;

import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.verifier.jose.Algorithm;

/// A key that signs now. The private half stays inside the signer.
public record SigningKey(KeyId kid, Algorithm algorithm, Signer signer) {
    /// @throws Unavailable when the private half is in a device that does not do its part
    public byte[] sign(byte[] input) {
        return signer.sign(input);
    }
}
