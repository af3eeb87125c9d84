package dev.mintmark.server;

import dev.mintmark.server.config.SecretSetting;
import dev.mintmark.server.config.Settings;
import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.key.MasterKey;
import dev.mintmark.server.log.Log;

import java.util.random.RandomGenerator;

/// Where the master key comes from: the settings; or, on a developer's machine, a file in the data
/// directory that the first start leaves there.
final class MasterKeys {
    private static final Log LOG = Log.of(MasterKeys.class);
    private static final String RECIPE = "`openssl rand -base64 32` makes one";

    private MasterKeys() {}

    /// @param isSealed whether the database holds what was sealed under a master key before
    static MasterKey choose(
            Settings settings, DataDirectory directory, boolean isSealed, RandomGenerator random) {
        return switch (settings.masterKey()) {
            case SecretSetting.Given(var secret) -> parse(secret.reveal(), "MINTMARK_MASTER_KEY");
            case SecretSetting.NotGiven() -> fromDirectory(settings, directory, isSealed, random);
        };
    }

    private static MasterKey fromDirectory(
            Settings settings, DataDirectory directory, boolean isSealed, RandomGenerator random) {
        var file = directory.masterKeyFile();
        var kept = directory.masterKey();
        if (kept.isPresent()) {
            return parse(kept.get(), file.toString());
        }
        if (!settings.mayMakeSecrets()) {
            throw new CannotStart(
                    "An authority that others can reach needs a master key: set MINTMARK_MASTER_KEY"
                            + " or MINTMARK_MASTER_KEY_FILE ("
                            + RECIPE
                            + ").");
        }
        // A new key would open nothing, and pass for the lost one afterwards.
        if (isSealed) {
            throw new CannotStart(
                    "The database "
                            + settings.storage().database()
                            + " was sealed under a master key that is not here: set"
                            + " MINTMARK_MASTER_KEY, or put the key back into "
                            + file
                            + ".");
        }
        var made = MasterKey.random(random);
        directory.writeMasterKey(made.revealAsText());
        LOG.warn(
                "made a master key for this machine; whoever reads the file can forge tokens",
                "file",
                file);
        return made;
    }

    private static MasterKey parse(String text, String source) {
        return MasterKey.parse(text)
                .orElseThrow(() ->
                        new CannotStart(
                                "The master key in "
                                        + source
                                        + " is not 32 bytes of base64 ("
                                        + RECIPE
                                        + ")."));
    }
}
