package dev.mintmark.server.grant;

import dev.mintmark.server.account.Accounts;
import dev.mintmark.server.account.SignIn;
import dev.mintmark.server.client.Client;
import dev.mintmark.server.client.GrantType;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.grant.Outcome.Denial;
import dev.mintmark.server.grant.Outcome.Denied;
import dev.mintmark.server.grant.Outcome.Issued;
import dev.mintmark.server.guard.Held;
import dev.mintmark.server.guard.SignInBrakes;
import dev.mintmark.server.id.Scopes;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.session.Arrival;
import dev.mintmark.server.session.Device;
import dev.mintmark.server.session.Families;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.Holder;
import dev.mintmark.server.session.RefusedRefresh;
import dev.mintmark.server.session.Rotation;
import dev.mintmark.server.token.AccessGrant;
import dev.mintmark.server.token.AccessToken;
import dev.mintmark.server.token.Minter;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Decides who gets a token. The client has been authenticated before it comes here.
public final class Grants {
    /// The way to a token that is no grant of OAuth.
    private static final String SIGN_IN = "sign_in";

    private static final String BROWSER_SESSION = "session";

    private final Accounts accounts;
    private final SignInGate gate;
    private final Families families;
    private final Minter minter;
    private final IssueListener listener;
    private final Events events;

    public Grants(
            Accounts accounts,
            SignInGate gate,
            Families families,
            Minter minter,
            IssueListener listener,
            Events events) {
        this.accounts = accounts;
        this.gate = gate;
        this.families = families;
        this.minter = minter;
        this.listener = listener;
        this.events = events;
    }

    /// A request to the token endpoint.
    public Outcome decide(Client client, TokenRequest request, Origin origin) {
        return switch (request) {
            case TokenRequest.ByRefreshToken wanted -> refresh(client, wanted, origin);
            case TokenRequest.ByClientCredentials(var scope) -> forItself(client, scope, origin);
        };
    }

    /// A person signs in with name and password through a first-party client.
    ///
    /// @param stated where the client says that the person is; not believed of one that is public
    public Outcome signIn(
            Client client,
            String name,
            String password,
            Optional<Scopes> scope,
            Device device,
            Optional<InetAddress> stated,
            Origin origin) {
        var address = client.isPublic() ? gate.addressOf(origin) : stated;
        return switch (enter(
                client, name, password, scope, device, address, Optional.empty(), origin)) {
            case Entry.Turned(var why) -> new Denied(why);
            case Entry.Held(var held) -> new Outcome.Held(held);
            case Entry.Opened(var opened, var account) ->
                    issued(
                            SIGN_IN,
                            client,
                            opened.family(),
                            opened.family().authTime(),
                            account.roles(),
                            opened.family().scope(),
                            opened.refreshToken());
        };
    }

    /// A person signs in to a session that lives in their browser: no token is made.
    ///
    /// @param deviceProof what the browser brings from an earlier sign-in
    public Entry enter(
            Client client,
            String name,
            String password,
            Optional<Scopes> scope,
            Device device,
            Optional<String> deviceProof,
            Origin origin) {
        var address = gate.addressOf(origin);
        return enter(client, name, password, scope, device, address, deviceProof, origin);
    }

    private Entry enter(
            Client client,
            String name,
            String password,
            Optional<Scopes> scope,
            Device device,
            Optional<InetAddress> address,
            Optional<String> deviceProof,
            Origin origin) {
        if (!client.grants().contains(GrantType.REFRESH_TOKEN)) {
            return new Entry.Turned(refused(client, SIGN_IN, Denial.NOT_FOR_THIS_CLIENT, origin));
        }
        var granted = scope.orElse(client.scopes());
        if (!client.scopes().contains(granted)) {
            return new Entry.Turned(refused(client, SIGN_IN, Denial.BAD_SCOPE, origin));
        }
        return switch (gate.ask(address, name, deviceProof)) {
            case SignInBrakes.Answer.Wait(var held) -> {
                tellOf(held, origin);
                yield new Entry.Held(held);
            }
            case SignInBrakes.Answer.GoOn(var pass) ->
                    open(client, checked(name, password, pass), granted, device, origin);
        };
    }

    /// Asks somebody who is signed in for the password again. To guess it here is no easier than at
    /// sign-in.
    public Confirmation confirm(
            Family family,
            String name,
            String password,
            Optional<String> deviceProof,
            Origin origin) {
        return switch (gate.ask(gate.addressOf(origin), name, deviceProof)) {
            case SignInBrakes.Answer.Wait(var held) -> {
                tellOf(held, origin);
                yield new Confirmation.Held(held);
            }
            case SignInBrakes.Answer.GoOn(var pass) -> {
                if (checked(name, password, pass) instanceof SignIn.Welcome welcome) {
                    yield new Confirmation.Confirmed(welcome);
                }
                events.record(
                        new Event.SignInRefused(
                                Optional.of(family.user()),
                                family.client(),
                                SignIn.Why.WRONG_PASSWORD.word(),
                                origin));
                yield new Confirmation.Wrong();
            }
        };
    }

    private void tellOf(Held held, Origin origin) {
        if (held.begins()) {
            events.record(new Event.Braked(held.brake(), Optional.empty(), 0, origin));
        }
    }

    private SignIn checked(String name, String password, SignInBrakes.Pass pass) {
        try {
            var result = accounts.check(name, password, pass.isKnown());
            if (result instanceof SignIn.Welcome) {
                pass.succeeded();
            }
            return result;
        } catch (Unavailable e) {
            pass.undecided();
            throw e;
        }
    }

    private Entry open(Client client, SignIn result, Scopes granted, Device device, Origin origin) {
        return switch (result) {
            case SignIn.Refused(var why, var user) -> turnedAway(user, client, why.word(), origin);
            case SignIn.Welcome welcome -> {
                var account = welcome.account();
                var opened =
                        families.open(
                                new Arrival(
                                        account.id(),
                                        welcome.accountVersion(),
                                        welcome.notBefore(),
                                        client.id(),
                                        granted,
                                        client.audiences(),
                                        device),
                                origin);
                if (opened.isEmpty()) {
                    yield turnedAway(
                            Optional.of(account.id()), client, "changed_meanwhile", origin);
                }
                yield new Entry.Opened(opened.get(), account);
            }
        };
    }

    /// An access token of a session in a browser, for the application behind us.
    ///
    /// @param client that the session was opened through
    /// @param asOf from before the session was found to be alive
    public AccessToken forApplication(Client client, Family family, Holder holder, Instant asOf) {
        var token =
                minter.mint(
                        new AccessGrant(
                                family.user().value(),
                                client.id(),
                                family.audience(),
                                family.scope(),
                                client.algorithm(),
                                Optional.of(
                                        session(family, issuedAt(asOf, holder), holder.roles()))));
        listener.issued(BROWSER_SESSION, client.algorithm());
        return token;
    }

    private Entry turnedAway(Optional<UserId> user, Client client, String why, Origin origin) {
        events.record(new Event.SignInRefused(user, client.id(), why, origin));
        return new Entry.Turned(Denial.BAD_CREDENTIALS);
    }

    private Denial refused(Client client, String grant, Denial why, Origin origin) {
        events.record(new Event.TokenRefused(client.id(), grant, why.word(), origin));
        return why;
    }

    private Outcome refresh(Client client, TokenRequest.ByRefreshToken wanted, Origin origin) {
        if (!client.grants().contains(GrantType.REFRESH_TOKEN)) {
            return new Denied(
                    refused(
                            client,
                            GrantType.REFRESH_TOKEN.word(),
                            Denial.NOT_FOR_THIS_CLIENT,
                            origin));
        }
        var scope = wanted.scope();
        return switch (families.rotate(
                wanted.refreshToken(), client.id(), scope, wanted.underWay(), origin)) {
            case Rotation.Granted(var family, var holder, var successor, var asOf, _) ->
                    issued(
                            GrantType.REFRESH_TOKEN.word(),
                            client,
                            family,
                            issuedAt(asOf, holder),
                            holder.roles(),
                            scope.orElse(family.scope()),
                            successor);
            case Rotation.Refused(var why) ->
                    new Denied(
                            why == RefusedRefresh.SCOPE_NOT_GRANTED
                                    ? Denial.BAD_SCOPE
                                    : Denial.BAD_GRANT);
        };
    }

    private Outcome forItself(Client client, Optional<Scopes> scope, Origin origin) {
        var grant = GrantType.CLIENT_CREDENTIALS;
        if (!client.grants().contains(grant)) {
            return new Denied(refused(client, grant.word(), Denial.NOT_FOR_THIS_CLIENT, origin));
        }
        var granted = scope.orElse(client.scopes());
        if (!client.scopes().contains(granted)) {
            return new Denied(refused(client, grant.word(), Denial.BAD_SCOPE, origin));
        }
        var token =
                minter.mint(
                        new AccessGrant(
                                client.id().value(),
                                client.id(),
                                client.audiences(),
                                granted,
                                client.algorithm(),
                                Optional.empty()));
        listener.issued(GrantType.CLIENT_CREDENTIALS.word(), client.algorithm());
        events.record(new Event.ServiceTokenIssued(client.id(), origin));
        return new Issued(token, granted, Optional.empty());
    }

    private Outcome issued(
            String grant,
            Client client,
            Family family,
            Instant at,
            List<String> roles,
            Scopes scope,
            String refreshToken) {
        var token =
                minter.mint(
                        new AccessGrant(
                                family.user().value(),
                                client.id(),
                                family.audience(),
                                scope,
                                client.algorithm(),
                                Optional.of(session(family, at, roles))));
        listener.issued(grant, client.algorithm());
        return new Issued(token, scope, Optional.of(refreshToken));
    }

    /// The moment of a decision; but just after everything was voided, the moment from which on
    /// things count again, which is a little ahead.
    private static Instant issuedAt(Instant asOf, Holder holder) {
        return asOf.isAfter(holder.notBefore()) ? asOf : holder.notBefore();
    }

    private AccessGrant.Session session(Family family, Instant issuedAt, List<String> roles) {
        return new AccessGrant.Session(
                family.id(),
                family.status(),
                family.authTime(),
                issuedAt,
                families.until(family),
                roles);
    }
}
