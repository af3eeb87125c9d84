package dev.mintmark.server.key;

import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.verifier.jose.VerificationKey;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.ProviderException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Signs with a private half inside a device, which may be out of reach for a while. Then callers
/// are told to come back, and the device is asked for the key anew: after it was away, what was
/// opened before may be good for nothing.
final class DeviceSigner implements Signer {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final KeyId kid;
    private final VerificationKey verifying;
    private final Optional<KeyDevice> device;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Signer inside;

    private DeviceSigner(KeyId kid, VerificationKey verifying, Optional<KeyDevice> device) {
        this.kid = kid;
        this.verifying = verifying;
        this.device = device;
    }

    /// A signer that is ready, unless the device is away right now.
    static DeviceSigner of(KeyId kid, VerificationKey verifying, Optional<KeyDevice> device) {
        var signer = new DeviceSigner(kid, verifying, device);
        try {
            signer.prove();
        } catch (KeyDoesNotOpen e) {
            signer.inside = null;
        }
        return signer;
    }

    @Override
    public byte[] sign(byte[] input) {
        var opened = opened();
        try {
            return opened.sign(input);
        } catch (IllegalStateException | ProviderException e) {
            inside = null;
            throw new Unavailable("the PKCS#11 token does not sign", SOON, e);
        }
    }

    @Override
    public void prove() {
        inside = open();
    }

    private Signer opened() {
        var known = inside;
        if (known != null) {
            return known;
        }
        // A device that hangs shall not have everybody wait for it in a row.
        if (!asking.tryLock()) {
            throw new Unavailable("the PKCS#11 token is being asked for a key", SOON);
        }
        try {
            known = inside;
            if (known == null) {
                known = open();
                inside = known;
            }
            return known;
        } catch (KeyDoesNotOpen e) {
            throw new Unavailable(String.valueOf(e.getMessage()), SOON, e);
        } finally {
            asking.unlock();
        }
    }

    /// What the device calls by that name is tried: it may be something else.
    private Signer open() {
        var place =
                device.orElseThrow(() ->
                        cannot(
                                "is in a PKCS#11 token, and no setting says where that is"
                                        + " (pkcs11-library)"));
        try {
            var found =
                    place.signer(kid, verifying.algorithm())
                            .orElseThrow(() -> cannot("is not in the PKCS#11 token"));
            byte[] sample = kid.value().getBytes(StandardCharsets.US_ASCII);
            if (!verifying.verifies(sample, 0, sample.length, found.sign(sample))) {
                throw cannot("is another one than the PKCS#11 token has under that name");
            }
            return found;
        } catch (Unavailable | IllegalStateException | ProviderException e) {
            throw new KeyDoesNotOpen(
                    "The signing key " + kid + " is in a PKCS#11 token that does not answer.", e);
        }
    }

    private KeyDoesNotOpen cannot(String why) {
        return new KeyDoesNotOpen("The signing key " + kid + " " + why + ".");
    }
}
