package dev.mintmark.cli.admin;

import dev.mintmark.cli.settings.SettingsHere;
import dev.mintmark.cli.terminal.Secret;
import dev.mintmark.cli.terminal.Terminal;
import dev.mintmark.cli.web.HttpAddress;
import dev.mintmark.server.Mintmark;
import dev.mintmark.server.config.Database;
import dev.mintmark.server.config.Listen;
import dev.mintmark.server.config.Loading;
import dev.mintmark.server.config.Settings;
import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.log.Logs;
import dev.mintmark.server.log.Severity;

import java.nio.file.Files;

/// An authority inside this process, for the length of one command: so that the first account and
/// the first client can be made before anything runs.
public final class OwnAuthority implements Bootstrap {
    private final Terminal terminal;

    public OwnAuthority(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Started start(SettingsHere here, Where where) {
        return switch (here.load()) {
            case Loading.Invalid(var problems) -> new Started.Unusable(problems);
            case Loading.Loaded(var settings, _) -> start(settings, where);
        };
    }

    private Started start(Settings settings, Where where) {
        Logs.install(Severity.ERROR);
        boolean isFirst = isFirst(settings.storage().database());
        if (isFirst && where == Where.DATA_ONLY) {
            return new Started.Failed(
                    "there is no authority in "
                            + settings.storage().directory()
                            + "; start one there with 'mintmark serve', or name another directory"
                            + " with --data DIR.");
        }
        try {
            var aside = settings.listeningOn(new Listen("127.0.0.1", 0));
            var authority = Mintmark.start(aside, terminal.clock());
            if (isFirst) {
                sayWhatWasSetUp(settings);
            }
            return new Own(authority);
        } catch (CannotStart e) {
            return new Started.Failed(String.valueOf(e.getMessage()));
        }
    }

    /// An empty directory may have been made for it, so only the database tells. One on a server is
    /// somebody's who runs it: whoever names it knows what is there.
    private static boolean isFirst(Database database) {
        return switch (database) {
            case Database.Embedded(var file) -> !Files.exists(file);
            case Database.Server _ -> false;
        };
    }

    private void sayWhatWasSetUp(Settings settings) {
        terminal.say(
                "mintmark: set up a new authority in "
                        + settings.storage().directory()
                        + ", with the issuer "
                        + settings.issuer().text()
                        + ".");
    }

    /// It accepts a key that nobody else knows and that is gone with it.
    private static final class Own implements Started.Running {
        private final Mintmark authority;
        private final Secret adminKey;

        Own(Mintmark authority) {
            this.authority = authority;
            this.adminKey = Secret.of(authority.lendAdminKey());
        }

        @Override
        public HttpAddress baseUrl() {
            return new HttpAddress(authority.baseUrl());
        }

        @Override
        public Secret adminKey() {
            return adminKey;
        }

        @Override
        public void close() {
            authority.close();
        }
    }
}
