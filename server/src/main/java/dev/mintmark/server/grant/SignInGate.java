package dev.mintmark.server.grant;

import dev.mintmark.server.account.Accounts;
import dev.mintmark.server.account.UserName;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.guard.KnownDevices;
import dev.mintmark.server.guard.SignInBrakes;
import dev.mintmark.server.guard.SignInBrakes.Answer;
import dev.mintmark.server.guard.SignInBrakes.Attempt;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.session.Device;
import dev.mintmark.server.session.Families;

import java.net.InetAddress;
import java.util.Optional;

/// What stands before a password is looked at: how often it was tried, and whether whoever tries
/// was let in from there before.
public final class SignInGate {
    /// The newest sessions of an account; whoever has more is known from enough places.
    private static final int LOOKED_AT = 50;

    private static final UserId NOBODY = new UserId(UserId.PREFIX + "0".repeat(32));

    private final SignInBrakes brakes;
    private final KnownDevices devices;
    private final Accounts accounts;
    private final Families families;

    public SignInGate(
            SignInBrakes brakes, KnownDevices devices, Accounts accounts, Families families) {
        this.brakes = brakes;
        this.devices = devices;
        this.accounts = accounts;
        this.families = families;
    }

    /// @param trustedSender an application that has proved itself asks for a person elsewhere
    /// @param typed as the name of an account
    /// @param device what the browser brought as proof that it was let in before
    Answer ask(boolean trustedSender, String typed, Optional<String> device, Origin origin) {
        var name = UserName.parse(typed);
        var unique = name.map(UserName::unique).orElse(typed);
        var address = InetAddress.ofLiteral(origin.address());
        var attempt =
                new Attempt(
                        unique,
                        address,
                        device.flatMap(proof -> devices.read(proof, unique)),
                        trustedSender);
        return brakes.begin(attempt, () -> isKnownHere(name, address));
    }

    /// An account that does not exist costs the same question.
    private boolean isKnownHere(Optional<UserName> name, InetAddress address) {
        var user = name.flatMap(accounts::find).map(account -> account.id()).orElse(NOBODY);
        var here = Device.of("", address).network();
        return families.living(user, LOOKED_AT).stream()
                .anyMatch(found -> found.family().device().network().equals(here));
    }
}
