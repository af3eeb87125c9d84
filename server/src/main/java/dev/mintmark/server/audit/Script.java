package dev.mintmark.server.audit;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.UserId;

import java.util.Optional;

/// The text of an event as it rests in the database: short, because there are many. A line for each
/// thing there is to say, its first character saying what it is about; the first line is the format
/// and the kind.
///
/// What is written here is read by every later version: an entry of a format is never given another
/// meaning. [Facts] is the other direction.
public final class Script {
    static final char FORMAT = '1';
    static final char ACTOR = 'y';
    static final char USER = 'u';
    static final char CLIENT = 'c';
    static final char SESSION = 's';
    static final char ADDRESS = 'a';
    static final char REASON = 'r';
    static final char TEXT = 't';
    static final char NUMBER = 'n';
    static final char FLAG = 'f';

    /// Who acts, where it is the one that the event is about.
    static final String THE_USER = "u";

    static final String THE_CLIENT = "c";
    static final String NOBODY = "n";
    static final String AUTHORITY = "a";

    private final StringBuilder text = new StringBuilder(160);

    private Script(Kind kind, Origin origin, String actor) {
        text.append(FORMAT).append(kind.word());
        origin.actor()
                .ifPresentOrElse(other -> line(ACTOR, other.toString()), () -> line(ACTOR, actor));
        line(ADDRESS, origin.address());
    }

    public static String of(Event event) {
        return switch (event) {
            case Event.SignedIn(var user, var client, var family, var origin) ->
                    by(THE_USER, Kind.SIGNED_IN, origin)
                            .user(user)
                            .client(client)
                            .session(family)
                            .end();
            case Event.SignInRefused(var user, var client, var reason, var origin) ->
                    by(NOBODY, Kind.SIGN_IN_REFUSED, origin)
                            .user(user)
                            .client(client)
                            .reason(reason)
                            .end();
            case Event.Refreshed(
                            var family,
                            var user,
                            var client,
                            var generation,
                            var converged,
                            var origin) ->
                    by(THE_USER, Kind.REFRESHED, origin)
                            .user(user)
                            .client(client)
                            .session(family)
                            .number("generation", generation)
                            .flag("repeated", converged)
                            .end();
            case Event.RefreshRefused(var family, var client, var reason, var origin) ->
                    by(THE_CLIENT, Kind.REFRESH_REFUSED, origin)
                            .client(client)
                            .session(family)
                            .reason(reason)
                            .end();
            case Event.RefreshReused(
                            var family,
                            var user,
                            var client,
                            var presented,
                            var newest,
                            var origin) ->
                    by(NOBODY, Kind.REFRESH_REUSED, origin)
                            .user(user)
                            .client(client)
                            .session(family)
                            .reason("reused")
                            .number("presented_generation", presented)
                            .number("newest_generation", newest)
                            .end();
            case Event.ServiceTokenIssued(var client, var origin) ->
                    by(THE_CLIENT, Kind.SERVICE_TOKEN_ISSUED, origin).client(client).end();
            case Event.TokenRefused(var client, var grant, var reason, var origin) ->
                    by(THE_CLIENT, Kind.TOKEN_REFUSED, origin)
                            .client(client)
                            .reason(reason)
                            .text("grant", grant)
                            .end();
            case Event.SessionEnded(var family, var user, var client, var reason, var origin) ->
                    by(whoEnds(reason), Kind.SESSION_ENDED, origin)
                            .user(user)
                            .client(client)
                            .session(family)
                            .reason(reason)
                            .end();
            case Event.SessionsEnded(var user, var count, var reason, var origin) ->
                    by(THE_USER, Kind.SESSIONS_ENDED, origin)
                            .user(user)
                            .reason(reason)
                            .number("sessions_ended", count)
                            .end();
            case Event.CutOff(var user, var notBefore, var ended, var origin) ->
                    by(AUTHORITY, Kind.CUT_OFF, origin)
                            .user(user)
                            .reason("cut_off")
                            .text("not_before", notBefore.toString())
                            .number("sessions_ended", ended)
                            .end();
            case Event.TokenDenied(var tokenId, var client, var reason, var origin) ->
                    by(whoEnds(reason), Kind.TOKEN_DENIED, origin)
                            .client(client)
                            .reason(reason)
                            .text("jti", tokenId)
                            .end();
            case Event.RevocationRefused(var client, var reason, var origin) ->
                    by(THE_CLIENT, Kind.REVOCATION_REFUSED, origin)
                            .client(client)
                            .reason(reason)
                            .end();
            case Event.LeakReported(var reported, var ended, var origin) ->
                    by(NOBODY, Kind.LEAK_REPORTED, origin)
                            .number("reported", reported)
                            .number("ended", ended)
                            .end();
            case Event.AdminKeyLeaked(var origin) ->
                    by(NOBODY, Kind.ADMIN_KEY_LEAKED, origin).end();
            case Event.ClientRefused(var client, var reason, var origin) ->
                    by(NOBODY, Kind.CLIENT_REFUSED, origin).client(client).reason(reason).end();
            case Event.CrossSiteRefused(var reason, var origin) ->
                    by(NOBODY, Kind.CROSS_SITE_REFUSED, origin).reason(reason).end();
            case Event.Braked(var brake, var user, var untold, var origin) ->
                    by(NOBODY, Kind.BRAKED, origin)
                            .user(user)
                            .reason(brake)
                            .number("untold_refusals", untold)
                            .end();
            case Event.AlertOpened(var alert, var kind, var about, var origin) ->
                    by(AUTHORITY, Kind.ALERT_OPENED, origin)
                            .reason(kind)
                            .text("alert", alert)
                            .text("about", about)
                            .end();
            case Event.AlertClosed(var alert, var kind, var about, var origin) ->
                    by(AUTHORITY, Kind.ALERT_CLOSED, origin)
                            .reason(kind)
                            .text("alert", alert)
                            .text("about", about)
                            .end();
            case Event.AdminRefused(var reason, var origin) ->
                    by(NOBODY, Kind.ADMIN_REFUSED, origin).reason(reason).end();
            case Event.AdminSignedIn(var key, var origin) ->
                    by(NOBODY, Kind.ADMIN_SIGNED_IN, origin).text("admin_key", key.value()).end();
            case Event.AdminSignedOut(var key, var origin) ->
                    by(NOBODY, Kind.ADMIN_SIGNED_OUT, origin).text("admin_key", key.value()).end();
            case Event.AdminKeyAdded(var key, var origin) ->
                    by(NOBODY, Kind.ADMIN_KEY_ADDED, origin).text("admin_key", key.value()).end();
            case Event.AdminKeyRevoked(var key, var origin) ->
                    by(NOBODY, Kind.ADMIN_KEY_REVOKED, origin).text("admin_key", key.value()).end();
            case Event.AccountAdded(var user, var origin) ->
                    by(NOBODY, Kind.ACCOUNT_ADDED, origin).user(user).end();
            case Event.AccountDisabled(var user, var ended, var origin) ->
                    by(NOBODY, Kind.ACCOUNT_DISABLED, origin)
                            .user(user)
                            .number("sessions_ended", ended)
                            .end();
            case Event.PasswordChanged(var user, var ended, var origin) ->
                    by(THE_USER, Kind.PASSWORD_CHANGED, origin)
                            .user(user)
                            .number("sessions_ended", ended)
                            .end();
            case Event.ClientAdded(var client, var origin) ->
                    by(NOBODY, Kind.CLIENT_ADDED, origin).client(client).end();
            case Event.ClientSecretRotated(var client, var origin) ->
                    by(NOBODY, Kind.CLIENT_SECRET_ROTATED, origin).client(client).end();
            case Event.KeyMoved(
                            var kid,
                            var signs,
                            var from,
                            var to,
                            var actor,
                            var reason,
                            var origin) ->
                    by(actor, Kind.KEY_MOVED, origin)
                            .reason(reason)
                            .text("kid", kid.value())
                            .text("signs", signs)
                            .text("from", from.orElse("nothing"))
                            .text("to", to)
                            .end();
            case Event.MasterKeyRotated(
                            var fingerprint,
                            var resealed,
                            var actor,
                            var reason,
                            var origin) ->
                    by(actor, Kind.MASTER_KEY_ROTATED, origin)
                            .reason(reason)
                            .text("fingerprint", fingerprint)
                            .number("resealed", resealed)
                            .end();
            case Event.RecordsForgotten(var seal, var count, var origin) ->
                    by(AUTHORITY, Kind.RECORDS_FORGOTTEN, origin)
                            .reason("kept_long_enough")
                            .number("seal", seal)
                            .number("records", count)
                            .end();
            case Event.RecordsLost(var count, var origin) ->
                    by(AUTHORITY, Kind.RECORDS_LOST, origin)
                            .reason("buffer_full")
                            .number("records", count)
                            .end();
        };
    }

    /// @param actor unless the origin names another
    private static Script by(String actor, Kind kind, Origin origin) {
        return new Script(kind, origin, actor);
    }

    private static String whoEnds(String reason) {
        return switch (reason) {
            case "revoked" -> THE_CLIENT;
            case "signed_out", "replaced" -> THE_USER;
            case "leaked" -> NOBODY;
            default -> AUTHORITY;
        };
    }

    private Script user(UserId user) {
        return line(USER, user.value());
    }

    private Script user(Optional<UserId> user) {
        user.ifPresent(this::user);
        return this;
    }

    private Script client(ClientId client) {
        return line(CLIENT, client.value());
    }

    private Script client(Optional<ClientId> client) {
        client.ifPresent(this::client);
        return this;
    }

    private Script session(FamilyId session) {
        return line(SESSION, session.toString());
    }

    private Script session(Optional<FamilyId> session) {
        session.ifPresent(this::session);
        return this;
    }

    private Script reason(String reason) {
        return line(REASON, reason);
    }

    private Script text(String name, String value) {
        return line(TEXT, name + "=" + value);
    }

    private Script number(String name, long value) {
        text.append('\n').append(NUMBER).append(name).append('=').append(value);
        return this;
    }

    private Script flag(String name, boolean value) {
        text.append('\n').append(FLAG).append(name).append('=').append(value);
        return this;
    }

    private Script line(char about, String value) {
        text.append('\n').append(about);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            text.append(c < ' ' ? ' ' : c);
        }
        return this;
    }

    private String end() {
        return text.toString();
    }
}
