package dev.mintmark.server;

import dev.mintmark.server.admin.AdminKeys;
import dev.mintmark.server.config.SecretSetting;
import dev.mintmark.server.config.Settings;

import java.util.Optional;
import java.util.random.RandomGenerator;

/// The admin key of a start: given by the settings, or made once.
final class AdminCredential {
    private AdminCredential() {}

    /// @return a key that was made and must be shown now; empty when there is nothing to show
    static Optional<String> prepare(
            Settings settings, DataDirectory directory, AdminKeys keys, RandomGenerator random) {
        return switch (settings.adminKey()) {
            case SecretSetting.Given(var secret) -> {
                keys.accept(secret.reveal());
                yield Optional.empty();
            }
            case SecretSetting.NotGiven() -> {
                var made = keys.makeFirst(random);
                if (made.isPresent() && settings.mayMakeSecrets()) {
                    directory.writeAdminKey(made.get());
                    yield Optional.empty();
                }
                yield made;
            }
        };
    }
}
