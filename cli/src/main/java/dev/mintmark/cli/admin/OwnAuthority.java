package dev.mintmark.cli.admin;

import java.nio.file.Path;

/// An authority inside this process, for the length of one command: so that the first account and
/// the first client can be made before anything runs.
public final class OwnAuthority implements Bootstrap {
    @Override
    public Started start(Path data) {
        return new Started.Failed(
                "no authority runs on "
                        + data
                        + "; start it with 'mintmark serve --data "
                        + data
                        + "'.");
    }
}
