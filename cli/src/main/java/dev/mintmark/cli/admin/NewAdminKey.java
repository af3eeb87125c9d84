package dev.mintmark.cli.admin;

import dev.mintmark.cli.terminal.Terminal;
import dev.mintmark.server.Mintmark;

/// The admin key that a start made and left in no file. This is the only moment to show it.
public final class NewAdminKey {
    private NewAdminKey() {}

    public static void showOnce(Mintmark started, Terminal terminal) {
        started.newAdminKey()
                .ifPresent(key -> {
                    terminal.say(
                            "mintmark: the admin key of this authority; it is not shown again:");
                    terminal.say(key);
                });
    }
}
