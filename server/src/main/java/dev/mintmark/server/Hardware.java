package dev.mintmark.server;

import dev.mintmark.server.config.Secret;
import dev.mintmark.server.config.Settings;
import dev.mintmark.server.key.KeyDevice;
import dev.mintmark.server.key.hsm.Pkcs11Token;

import java.util.Optional;

/// The device that keeps private keys, if the settings name one.
final class Hardware {
    private Hardware() {}

    static Optional<KeyDevice> open(Settings settings) {
        return settings.hardware()
                .map(token ->
                        Pkcs11Token.open(
                                token.library(),
                                token.slot(),
                                token.pin()
                                        .fetch(settings.secretSources())
                                        .map(Secret::reveal)
                                        .orElse("")));
    }
}
