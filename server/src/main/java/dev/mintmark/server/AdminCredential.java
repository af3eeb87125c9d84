package dev.mintmark.server;

import dev.mintmark.server.admin.AdminKeys;
import dev.mintmark.server.config.SecretSetting;
import dev.mintmark.server.config.Settings;

import java.util.Optional;
import java.util.random.RandomGenerator;

/// The admin key of an authority: given by the settings; or, on a developer's machine, made by the
/// first start and left in the data directory; or made when the operator is there to read it.
final class AdminCredential {
    private final Settings settings;
    private final DataDirectory directory;
    private final AdminKeys keys;
    private final RandomGenerator random;

    AdminCredential(
            Settings settings, DataDirectory directory, AdminKeys keys, RandomGenerator random) {
        this.settings = settings;
        this.directory = directory;
        this.keys = keys;
        this.random = random;
    }

    void prepare() {
        switch (settings.adminKey()) {
            case SecretSetting.Given(var secret) -> keys.accept(secret.reveal());
            case SecretSetting.NotGiven() -> {
                if (settings.mayMakeSecrets()) {
                    var _ = keys.makeFirst(random, directory::writeAdminKey);
                }
            }
        }
    }

    Optional<String> makeFirst() {
        return switch (settings.adminKey()) {
            case SecretSetting.Given _ -> Optional.empty();
            case SecretSetting.NotGiven() ->
                    settings.mayMakeSecrets() ? Optional.empty() : keys.makeFirst(random, _ -> {});
        };
    }
}
