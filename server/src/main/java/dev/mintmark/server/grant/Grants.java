package dev.mintmark.server.grant;

import dev.mintmark.server.account.Accounts;
import dev.mintmark.server.account.SignIn;
import dev.mintmark.server.client.Client;
import dev.mintmark.server.client.GrantType;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.grant.Outcome.Denial;
import dev.mintmark.server.grant.Outcome.Denied;
import dev.mintmark.server.grant.Outcome.Issued;
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

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Decides who gets a token. The client has been authenticated before it comes here.
public final class Grants {
    /// The way to a token that is no grant of OAuth.
    private static final String SIGN_IN = "sign_in";

    private final Accounts accounts;
    private final Families families;
    private final Minter minter;
    private final Events events;

    public Grants(Accounts accounts, Families families, Minter minter, Events events) {
        this.accounts = accounts;
        this.families = families;
        this.minter = minter;
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
    public Outcome signIn(
            Client client,
            String name,
            String password,
            Optional<Scopes> scope,
            Device device,
            Origin origin) {
        return switch (enter(client, name, password, scope, device, origin)) {
            case Entry.Turned(var why) -> new Denied(why);
            case Entry.Opened(var opened, var account) ->
                    issued(
                            client,
                            opened.family(),
                            opened.family().authTime(),
                            account.roles(),
                            opened.family().scope(),
                            opened.refreshToken());
        };
    }

    /// A person signs in to a session that lives in their browser: no token is made.
    public Entry enter(
            Client client,
            String name,
            String password,
            Optional<Scopes> scope,
            Device device,
            Origin origin) {
        if (!client.grants().contains(GrantType.REFRESH_TOKEN)) {
            return new Entry.Turned(refused(client, SIGN_IN, Denial.NOT_FOR_THIS_CLIENT, origin));
        }
        var granted = scope.orElse(client.scopes());
        if (!client.scopes().contains(granted)) {
            return new Entry.Turned(refused(client, SIGN_IN, Denial.BAD_SCOPE, origin));
        }
        return switch (accounts.check(name, password)) {
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
        return minter.mint(
                new AccessGrant(
                        family.user().value(),
                        client.id(),
                        family.audience(),
                        family.scope(),
                        client.algorithm(),
                        Optional.of(session(family, issuedAt(asOf, holder), holder.roles()))));
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
        events.record(new Event.ServiceTokenIssued(client.id(), origin));
        return new Issued(token, granted, Optional.empty());
    }

    private Outcome issued(
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
