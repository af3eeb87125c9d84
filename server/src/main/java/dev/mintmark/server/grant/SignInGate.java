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
    private final boolean proxiesUnnamed;
    private final KnownDevices devices;
    private final Accounts accounts;
    private final Families families;

    /// @param proxiesUnnamed whether callers from this machine are likely to be everybody, behind a
    ///   proxy of which we know nothing
    public SignInGate(
            SignInBrakes brakes,
            boolean proxiesUnnamed,
            KnownDevices devices,
            Accounts accounts,
            Families families) {
        this.brakes = brakes;
        this.proxiesUnnamed = proxiesUnnamed;
        this.devices = devices;
        this.accounts = accounts;
        this.families = families;
    }

    /// The address of a person who asks by themselves, where it says something about them.
    Optional<InetAddress> addressOf(Origin origin) {
        var address = InetAddress.ofLiteral(origin.address());
        return proxiesUnnamed && address.isLoopbackAddress()
                ? Optional.empty()
                : Optional.of(address);
    }

    /// @param address of the person; empty where nobody knows it
    /// @param typed as the name of an account
    /// @param device what the browser brought as proof that it was let in before
    Answer ask(Optional<InetAddress> address, String typed, Optional<String> device) {
        var name = UserName.parse(typed);
        var unique = name.map(UserName::unique).orElse(typed);
        var attempt =
                new Attempt(unique, address, device.flatMap(proof -> devices.read(proof, unique)));
        return brakes.begin(attempt, () -> isKnownAt(name, address));
    }

    /// An account that does not exist costs the same question.
    private boolean isKnownAt(Optional<UserName> name, Optional<InetAddress> address) {
        if (address.isEmpty()) {
            return false;
        }
        var user = name.flatMap(accounts::find).map(account -> account.id()).orElse(NOBODY);
        var here = Device.of("", address.get()).network();
        return families.living(user, LOOKED_AT).stream()
                .anyMatch(found -> found.family().device().network().equals(here));
    }
}
