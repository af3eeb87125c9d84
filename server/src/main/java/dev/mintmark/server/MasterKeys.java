package dev.mintmark.server;

import dev.mintmark.server.config.Secret;
import dev.mintmark.server.config.SecretNotThere;
import dev.mintmark.server.config.Settings;
import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.key.MasterKey;
import dev.mintmark.server.key.MasterKeySource;
import dev.mintmark.server.log.Log;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Where the master keys come from: the settings; or, on a developer's machine, a file in the data
/// directory that the first start leaves there. One per line, the newest last.
final class MasterKeys implements MasterKeySource {
    private static final Log LOG = Log.of(MasterKeys.class);
    private static final String RECIPE = "`openssl rand -base64 32` makes one";

    private final Settings settings;
    private final DataDirectory directory;

    MasterKeys(Settings settings, DataDirectory directory) {
        this.settings = settings;
        this.directory = directory;
    }

    @Override
    public Reading read() {
        try {
            return kept().<Reading>map(Reading.Found::new)
                    .orElseGet(() ->
                            new Reading.NotThere(
                                    "There is no master key in the settings or in "
                                            + directory.masterKeyFile()
                                            + "."));
        } catch (SecretNotThere | CannotStart e) {
            return new Reading.NotThere(String.valueOf(e.getMessage()));
        }
    }

    /// For a start, which may make the first one.
    ///
    /// @param isSealed whether the database holds what was sealed under a master key before
    List<MasterKey> choose(boolean isSealed, RandomGenerator random) {
        return kept().orElseGet(() -> List.of(first(isSealed, random)));
    }

    private Optional<List<MasterKey>> kept() {
        return settings.masterKey()
                .fetch(settings.secretSources())
                .map(Secret::reveal)
                .map(text -> parse(text, "MINTMARK_MASTER_KEY"))
                .or(() ->
                        directory
                                .masterKey()
                                .map(text -> parse(text, directory.masterKeyFile().toString())));
    }

    private MasterKey first(boolean isSealed, RandomGenerator random) {
        var file = directory.masterKeyFile();
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

    private static List<MasterKey> parse(String text, String source) {
        return Arrays.stream(text.strip().split("\\s+"))
                .map(line ->
                        MasterKey.parse(line)
                                .orElseThrow(() ->
                                        new CannotStart(
                                                "The master key in "
                                                        + source
                                                        + " is not 32 bytes of base64 ("
                                                        + RECIPE
                                                        + ").")))
                .toList();
    }
}
