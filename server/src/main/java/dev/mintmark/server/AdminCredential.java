package dev.mintmark.server;

import dev.mintmark.server.admin.AdminKeys;
import dev.mintmark.server.config.SecretNotThere;
import dev.mintmark.server.config.SecretSetting;
import dev.mintmark.server.config.Settings;

import java.util.Optional;

/// The admin key of an authority: given by the settings; or, on a developer's machine, made by the
/// first start and left in the data directory; or made when the operator is there to read it.
final class AdminCredential {
    private final Settings settings;
    private final DataDirectory directory;
    private final AdminKeys keys;

    AdminCredential(Settings settings, DataDirectory directory, AdminKeys keys) {
        this.settings = settings;
        this.directory = directory;
        this.keys = keys;
    }

    /// @throws SecretNotThere when it was said to be somewhere
    void prepare() {
        var given = settings.adminKey().fetch(settings.secretSources());
        if (given.isPresent()) {
            keys.accept(given.get().reveal());
        } else if (settings.mayMakeSecrets()) {
            var _ = keys.makeFirst(directory::writeAdminKey);
        }
    }

    Optional<String> makeFirst() {
        return settings.adminKey() instanceof SecretSetting.NotGiven && !settings.mayMakeSecrets()
                ? keys.makeFirst(_ -> {})
                : Optional.empty();
    }
}
